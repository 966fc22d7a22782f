"""What a body does, in five languages as its name is; and what it is about."""

from django.db import migrations, models
from django.db.models import F

LANGUAGES = ("ar", "en", "es", "fr", "it")


def keep_words(apps, schema_editor):
    """Each description goes to the column of the language it was written in."""
    organisations = apps.get_model("directory", "Organisation").objects
    for code in LANGUAGES:
        organisations.filter(language=code).update(**{f"description_{code}": F("description")})


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial"), ("themes", "0001_initial")]

    operations = [
        *(
            migrations.AddField(
                "organisation", f"description_{code}", models.TextField(blank=True, default=""), preserve_default=False
            )
            for code in LANGUAGES
        ),
        migrations.RunPython(keep_words, migrations.RunPython.noop),
        migrations.RemoveField("organisation", "description"),
        migrations.AddField(
            "organisation",
            "themes",
            models.ManyToManyField(blank=True, related_name="organisations", to="themes.theme", verbose_name="themes"),
        ),
    ]
