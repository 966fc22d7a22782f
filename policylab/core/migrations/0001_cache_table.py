"""The shared cache that rate limits count in, where no Redis is given: a table, so that all workers see one count."""

from django.core.management import call_command
from django.db import migrations


def make_table(apps, schema_editor):
    call_command("createcachetable", "cache", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    initial = True
    dependencies: list = []
    operations = [migrations.RunPython(make_table, migrations.RunPython.noop)]
