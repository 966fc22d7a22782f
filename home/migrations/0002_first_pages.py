"""A front page and a library in each of the five languages, the site they stand in, and what the group «Editors» may do.

Wagtail's own first migrations bring a welcome page, the locale of the site's language, and the groups Editors (who may add
and change) and Moderators; here editors publish too, and there is no second group to ask.
"""

import uuid

from django.db import migrations
from django.utils import timezone

LANGUAGES = ("fr", "ar", "en", "es", "it")
LIBRARY = {
    "ar": "المذكرات والحقائب",
    "en": "Notes and toolkits",
    "es": "Notas y herramientas",
    "fr": "Notes et outils",
    "it": "Note e strumenti",
}
ON_PAGES = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
ON_FILES = {"wagtailimages": ("add_image", "change_image", "choose_image"), "wagtaildocs": ("add_document", "change_document", "choose_document")}


def make_pages(apps, schema_editor):
    Locale, Page, Site = (apps.get_model("wagtailcore", name) for name in ("Locale", "Page", "Site"))
    root = Page.objects.get(depth=1)
    Site.objects.all().delete()
    Page.objects.filter(depth=2, slug="home").delete()
    home_key, library_key = uuid.uuid4(), uuid.uuid4()
    for place, code in enumerate(LANGUAGES, 1):
        locale, _new = Locale.objects.get_or_create(language_code=code)
        slug = "home" if code == "fr" else f"home-{code}"
        home = make(apps, "HomePage", title="policylab", slug=slug, locale=locale, translation_key=home_key,
                    path=f"{root.path}{place:04d}", depth=2, numchild=1, url_path=f"/{slug}/")
        make(apps, "LibraryPage", title=LIBRARY[code], slug="library", locale=locale, translation_key=library_key,
             path=f"{home.path}0001", depth=3, numchild=0, url_path=f"/{slug}/library/")
        if code == "fr":
            Site.objects.create(hostname="localhost", root_page_id=home.pk, is_default_site=True, site_name="policylab")
    root.numchild = len(LANGUAGES)
    root.save()


def make(apps, name, **fields):
    content_type, _new = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="home", model=name.lower()
    )
    now = timezone.now()
    return apps.get_model("home", name).objects.create(
        content_type=content_type, draft_title=fields["title"], live=True, has_unpublished_changes=False,
        first_published_at=now, last_published_at=now, latest_revision_created_at=now, **fields,
    )


def allow_editors(apps, schema_editor):
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    Group.objects.filter(name="Moderators").delete()
    editors, _new = Group.objects.get_or_create(name="Editors")

    def permission(app, model, codename):
        kind, _new = ContentType.objects.get_or_create(app_label=app, model=model)
        return Permission.objects.get_or_create(content_type=kind, codename=codename, defaults={"name": codename})[0]

    editors.permissions.add(permission("wagtailadmin", "admin", "access_admin"))
    editors.permissions.add(Permission.objects.get(content_type__app_label="wagtail_localize", codename="submit_translation"))
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    for codename in ON_PAGES:
        apps.get_model("wagtailcore", "GroupPagePermission").objects.get_or_create(
            group=editors, page=root, permission=permission("wagtailcore", "page", codename)
        )
    collection = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    for app, codenames in ON_FILES.items():
        for codename in codenames:
            apps.get_model("wagtailcore", "GroupCollectionPermission").objects.get_or_create(
                group=editors, collection=collection, permission=permission(app, codename.rpartition("_")[2], codename)
            )


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
    ]

    operations = [
        migrations.RunPython(make_pages, migrations.RunPython.noop),
        migrations.RunPython(allow_editors, migrations.RunPython.noop),
    ]
