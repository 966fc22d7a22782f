"""An editor writes a policy note in Wagtail's editor, publishes it, has it translated and publishes the Arabic page."""

import pytest
from django.test import Client
from wagtail.models import Locale, PageLogEntry
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from home.models import PolicyNotePage
from policylab.themes.models import Theme
from tests.home import factories
from tests.policylab.accounts.factories import editor, signed_in, with_second_factor
from tests.proposals.factories import town

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Client:
    return signed_in(with_second_factor(editor(language="fr")))


def form(**fields) -> dict:
    body = [
        ("heading", "Le problème"),
        ("text", rich_text("<p>La bibliothèque ferme à <b>17 h</b>.</p>")),
        ("table", {"caption": "Coût", "data": "Poste | Ville\nAnimation | 6 000"}),
    ]
    source = {"title": "Bilan", "publisher": "OIT", "year": "2019", "url": "https://ilo.org", "note": ""}
    facts = {
        "title": "Confier un lieu municipal",
        "slug": "confier-un-lieu",
        "number": "3",
        "summary": "Ce qui rend l’accord solide.",
        "in_brief": streamfield([("point", "Un lieu peu utilisé suffit.")]),
        "body": streamfield(body),
        "figures": streamfield([("figure", {"value": "60 %", "label": "des emplois", "source": "OIT, 2019"})]),
        "sources": streamfield([("source", source)]),
        "related": streamfield([]),
        "authors": "TCSE",
        "publisher": "policylab",
        "year": "2026",
        "territory": "",
        "record": rich_text(""),
        "record_title": "",
        "record_url": "",
        **fields,
    }
    themes = facts.pop("themes", [])
    return nested_form_data(facts) | {"themes": themes}


def write(desk: Client, **fields):
    address = f"/admin/pages/add/home/policynotepage/{factories.library().pk}/"
    return desk.post(address, form(**fields))


def test_an_editor_writes_and_publishes_a_note(desk):
    theme, place = Theme.objects.create(slug="culture", name_fr="Culture"), town()
    answer = write(desk, **{"action-publish": "action-publish", "themes": [str(theme.pk)], "territory": str(place.pk)})
    assert answer.status_code == 302, answer.context["form"].errors
    note = PolicyNotePage.objects.get()
    assert (note.live, note.number, note.year, note.authors) == (True, 3, 2026, "TCSE")
    assert list(note.themes.all()) == [theme]
    assert note.territory == place
    text = Client().get("/fr/library/confier-un-lieu/").content.decode()
    for told in (
        "Ce qui rend l’accord solide.",
        "Un lieu peu utilisé suffit.",
        "<b>17 h</b>",
        "60 %",
        "OIT, 2019",
        "Bilan",
    ):
        assert told in text
    assert "TCSE (2026). Confier un lieu municipal." in text
    assert 'href="https://ilo.org"' in text


def test_a_draft_is_kept_and_seen_by_nobody(desk):
    assert write(desk).status_code == 302
    assert not PolicyNotePage.objects.get().live
    assert Client().get("/fr/library/confier-un-lieu/").status_code == 404


def test_what_is_missing_is_said_and_what_was_typed_is_kept(desk):
    answer = write(desk, **{"action-publish": "action-publish", "summary": "", "year": "deux mille"})
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == {"summary", "year"}
    text = answer.content.decode()
    assert "Confier un lieu municipal" in text
    assert "deux mille" in text
    assert not PolicyNotePage.objects.exists()


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "\u202eevil", "é" * 100_000, "a\x00b"])
def test_odd_input_is_kept_harmless_or_refused(desk, typed):
    answer = write(desk, **{"action-publish": "action-publish", "title": typed[:200] or typed, "summary": typed})
    assert answer.status_code in {200, 302}
    page = Client().get("/fr/library/confier-un-lieu/")
    assert b"<script>alert" not in page.content


def test_a_new_edition_has_its_date(desk):
    note = factories.aged(factories.note("Une note", slug="confier-un-lieu"), 30)
    answer = desk.post(f"/admin/pages/{note.pk}/edit/", form(**{"action-publish": "action-publish", "title": "Revue"}))
    assert answer.status_code == 302
    note.refresh_from_db()
    assert note.title == "Revue"
    assert note.last_published_at.date() > note.first_published_at.date()
    text = Client().get(note.url).content.decode()
    assert text.count('datetime="') >= 2
    assert PageLogEntry.objects.filter(page=note.pk, action="wagtail.publish").exists()


def test_a_preview_shows_the_page_before_it_is_published(desk):
    address = f"/admin/pages/add/home/policynotepage/{factories.library().pk}/preview/"
    saved = desk.post(address, form())
    assert saved.json()["is_valid"]
    shown = desk.get(address)
    assert shown.status_code == 200
    assert "Ce qui rend l’accord solide." in shown.content.decode()


# --- translation --------------------------------------------------------------------------------------------------
def say(desk: Client, translation: Translation, words: dict[str, str]) -> None:
    """A translator's words for some of the page's; what is the same in all languages is not asked of translators."""
    segments = {segment.string.data: segment.pk for segment in StringSegment.objects.filter(source=translation.source)}
    for same in ("confier-un-lieu", "TCSE", "policylab"):
        assert same not in segments
    for source, said in words.items():
        address = f"/admin/localize/translate/{translation.pk}/strings/{segments[source]}/edit/"
        answer = desk.put(address, f"value={said}", content_type="application/x-www-form-urlencoded")
        assert answer.status_code in {200, 201}


def test_a_note_is_submitted_translated_and_published_in_arabic(desk, django_capture_on_commit_callbacks):
    theme = Theme.objects.create(slug="culture", name_fr="Culture")
    write(desk, **{"action-publish": "action-publish", "themes": [str(theme.pk)]})
    note, arabic = PolicyNotePage.objects.get(), Locale.objects.get(language_code="ar")
    with django_capture_on_commit_callbacks(execute=True):
        answer = desk.post(f"/admin/localize/submit/page/{note.pk}/", {"locales": [arabic.pk], "include_subtree": ""})
    assert answer.status_code == 302
    page = PolicyNotePage.objects.get(locale=arabic)
    assert not page.live
    assert 'class="in-language"' in Client().get("/ar/library/confier-un-lieu/").content.decode()
    translation = Translation.objects.get(target_locale=arabic)
    say(
        desk,
        translation,
        {
            "Confier un lieu municipal": "إسناد فضاء بلدي",
            "La bibliothèque ferme à <b>17 h</b>.": "تغلق المكتبة على <b>17</b>.",
        },
    )
    assert StringTranslation.objects.count() == 2
    with django_capture_on_commit_callbacks(execute=True):  # wagtail-localize publishes after the commit
        answer = desk.post(f"/admin/pages/{page.pk}/edit/", {"action": "publish"})
    assert answer.status_code == 302
    page = PolicyNotePage.objects.get(locale=arabic)
    assert (page.live, page.slug, page.title) == (True, "confier-un-lieu", "إسناد فضاء بلدي")
    assert list(page.themes.all()) == [theme]
    text = Client().get("/ar/library/confier-un-lieu/").content.decode()
    assert "تغلق المكتبة" in text
    assert 'class="in-language"' not in text


def test_what_is_the_same_everywhere_follows_the_source_when_a_translation_is_updated(desk):
    theme, place = Theme.objects.create(slug="culture", name_fr="Culture"), town()
    write(desk, **{"action-publish": "action-publish"})
    note, arabic = PolicyNotePage.objects.get(), Locale.objects.get(language_code="ar")
    desk.post(f"/admin/localize/submit/page/{note.pk}/", {"locales": [arabic.pk], "include_subtree": ""})
    changed = {"number": "7", "themes": [str(theme.pk)], "territory": str(place.pk), "action-publish": "action-publish"}
    assert desk.post(f"/admin/pages/{note.pk}/edit/", form(**changed)).status_code == 302
    source = Translation.objects.get().source
    assert desk.post(f"/admin/localize/update/{source.pk}/", {"publish_translations": "on"}).status_code == 302
    page = PolicyNotePage.objects.get(locale=arabic)
    assert (page.number, page.territory) == (7, place)
    assert list(page.themes.all()) == [theme]


def test_pages_the_lab_cannot_do_without_are_not_deleted_or_moved(desk):
    for page in (factories.home(), factories.library()):
        for act in ("delete", "unpublish", f"move/{factories.library().pk}"):
            answer = desk.post(f"/admin/pages/{page.pk}/{act}/")
            assert answer.status_code in {302, 403}
        assert type(page).objects.get(pk=page.pk).live
