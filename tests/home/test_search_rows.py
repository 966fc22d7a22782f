"""Search rows follow pages: published, changed, taken off, restricted, moved, deleted; and places what stands in them."""

import pytest
from wagtail.models import Locale, PageViewRestriction

from home.documents import INDEXED
from home.services import follow_places
from policylab.core import registries
from policylab.directory.models import Organisation
from policylab.territories.models import Territory
from search.models import SearchDocument
from search.services import catch_up
from tests.home import factories
from tests.policylab.directory.factories import organisation, place

pytestmark = pytest.mark.django_db


def rows() -> dict[tuple[str, str], SearchDocument]:
    """What search knows once what was marked is done."""
    catch_up()
    return {(row.url, row.language): row for row in SearchDocument.objects.public()}


@pytest.mark.parametrize("kind", list(factories.KINDS))
def test_a_published_page_is_found_by_its_words(kind):
    page = factories.KINDS[kind]("Confier un lieu")
    row = rows()[page.url, "fr"]
    assert (row.title, row.kind) == ("Confier un lieu", "page" if kind == "text" else kind)
    for word in ("Le problème", "Coproduire", "Animation", "À débattre."):
        assert word in row.body
    assert "<" not in row.body


def test_every_kind_is_a_source_and_yields_everything():
    for make in factories.KINDS.values():
        make()
    for kind in INDEXED:
        documents = list(registries.search_sources[kind._meta.label_lower](None))
        assert len(documents) == kind.objects.count() > 0
        assert {document.language for document in documents} == {"fr"}


def test_a_translation_has_a_row_of_its_own_and_a_page_not_translated_has_none():
    page = factories.note()
    assert {language for _url, language in rows()} == {"fr"}
    arabic = factories.translated(page, "ar", "مذكرة")
    assert rows()[arabic.url, "ar"].title == "مذكرة"
    page.copy_for_translation(Locale.objects.get(language_code="es"), alias=True)
    assert {language for _url, language in rows()} == {"fr", "ar"}


def test_a_new_edition_replaces_the_row():
    page = factories.note("Avant")
    before = rows()[page.url, "fr"].version
    page.title = "Après"
    page.save_revision().publish()
    row = rows()[page.url, "fr"]
    assert (row.title, row.version) == ("Après", before + 1)


def unpublished(page):
    page.unpublish()


def restricted(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def restricted_above(page):
    restricted(page.get_parent())


def deleted(page):
    page.delete()


@pytest.mark.parametrize("hide", [unpublished, restricted, restricted_above, deleted])
def test_what_is_no_longer_public_leaves_a_tombstone(hide):
    page = factories.note("Secret")
    assert rows()
    hide(page)
    assert rows() == {}
    (row,) = SearchDocument.objects.all()
    assert (row.title, row.body) == ("", "")
    assert row.gone_at


def test_what_is_opened_again_is_found_again():
    page = factories.note()
    restricted(page)
    assert rows() == {}
    PageViewRestriction.objects.all().delete()
    assert (page.url, "fr") in rows()


def test_a_new_address_reaches_the_pages_below(django_capture_on_commit_callbacks):
    toolkit = factories.toolkit(slug="boite")
    factories.roadmap(parent=toolkit, slug="feuille")
    assert ("/fr/library/boite/feuille/", "fr") in rows()
    toolkit.slug = "caisse"
    with django_capture_on_commit_callbacks(execute=True):  # Wagtail tells of it after the commit
        toolkit.save_revision().publish()
    assert ("/fr/library/caisse/feuille/", "fr") in rows()


def test_a_draft_is_not_found():
    factories.note(live=False)
    assert rows() == {}


def test_a_place_is_found_as_long_as_something_stands_in_it():
    body = organisation(territory=place("XX-ici"))
    place("XX-vide")
    assert follow_places() == 2, "the town and its country"
    catch_up()
    assert follow_places() == 0
    here = {row.language: row for row in SearchDocument.objects.public().filter(kind="place", title="Ville XX-ici")}
    assert set(here) == {"ar", "en", "es", "fr", "it"}
    assert (here["ar"].url, here["fr"].body) == ("/ar/places/XX-ici/", "Commune · Pays")
    Territory.objects.filter(code="XX-ici").update(name_fr="Ici")
    assert follow_places() == 1, "a new name is followed too"
    catch_up()
    Organisation.objects.filter(pk=body.pk).update(status="refused")
    assert follow_places() == 2
    assert not [row for row in rows().values() if row.kind == "place"]
