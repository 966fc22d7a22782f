"""The pages that come with the lab, and the demo's: loaded once, in two languages, with their sources."""

import pytest
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page

from home.demo.library import TEXTS, load_library
from home.models import Publication
from policylab.territories.services import import_territories
from policylab.themes.services import load_themes
from tests.policylab.accounts.factories import editor

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded() -> dict[str, Page]:
    import_territories()
    load_themes()
    return load_library(editor())


def test_they_are_there_in_french_and_arabic(loaded):
    assert set(loaded) == {"note-5", "toolkit", "roadmap-citess"}
    assert Page.find_problems() == ([], [], [], [], [])
    addresses = [page.url for page in loaded.values()] + [f"/fr/{slug}/" for slug in TEXTS]
    for address in addresses:
        for language in ("fr", "ar"):
            text = Client().get(address.replace("/fr/", f"/{language}/")).content.decode()
            assert f'<html lang="{language}"' in text
            assert 'class="in-language"' not in text


def test_loading_again_changes_nothing(loaded):
    count = Page.objects.count()
    page = loaded["note-5"]
    page.title = "Changé par une éditrice"
    page.save_revision().publish()
    again = load_library(editor())
    assert Page.objects.count() == count
    assert again["note-5"].title == "Changé par une éditrice"


def test_each_publication_is_a_record_with_its_sources_themes_and_marks(loaded):
    for page in Publication.objects.public():
        assert page.is_record
        assert page.record_title
        assert page.record
        assert page.sources
        assert page.themes.exists()
        assert all(figure.value["source"] for figure in page.figures)
    note = Client().get(loaded["note-5"].url).content.decode()
    assert "Promoting Social Entrepreneurship within Tunisia&#x27;s Educational System" in note
    assert 'id="record"' in note


def test_blocks_have_the_same_anchors_in_both_languages(loaded):
    french = loaded["roadmap-citess"]
    arabic = french.translations["ar"].specific
    assert [block.id for block in french.phases] == [block.id for block in arabic.phases]
    assert [anchor for anchor, _words in french.contents] == [anchor for anchor, _words in arabic.contents]


def test_a_town_loads_the_pages_about_the_lab(capsys):
    call_command("load_texts")
    call_command("load_texts")
    assert capsys.readouterr().out.count("4 ") == 2
    for slug in TEXTS:
        assert Client().get(f"/it/{slug}/").status_code == 200
