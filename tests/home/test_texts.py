"""The pages that come with the lab, and the demo's: loaded once, with their languages and sources."""

import pytest
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page

from home.demo.library import FOLDER, TEXTS, load_library
from home.models import Publication, TextPage
from tests.policylab.accounts.factories import editor

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(demo) -> dict[str, Page]:
    """The pages of the demo, by the names of their files: what is there is left alone."""
    return load_library(editor())


def test_every_file_is_a_page_in_french_and_arabic(loaded):
    assert Page.find_problems() == ([], [], [], [], [])
    files = {str(path.relative_to(FOLDER).with_suffix("")) for path in FOLDER.rglob("*.yaml")}
    assert files == set(loaded) | set(TEXTS)
    live = Page.objects.live().filter(alias_of=None)
    for page in [*loaded.values(), *TextPage.objects.filter(locale__language_code="fr")]:
        assert {"fr", "ar"} <= set(
            live.filter(translation_key=page.translation_key).values_list("locale__language_code", flat=True)
        )


@pytest.mark.parametrize("slug", TEXTS)
def test_pages_about_the_lab_are_read_in_two_languages(loaded, slug):
    for language in ("fr", "ar"):
        text = Client().get(f"/{language}/{slug}/").content.decode()
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


def test_each_publication_has_sources_and_themes_and_no_figure_stands_without_one(loaded):
    for page in Publication.objects.public().specific():
        assert page.sources, page
        assert page.themes.exists(), page
        assert all(figure.value["source"] for figure in page.figures), page
        if page.is_record:
            assert page.record_title, page
            assert page.record, page


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
