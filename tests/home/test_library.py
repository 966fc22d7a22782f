"""The library by its address, and the front page."""

import pytest
from django.test import Client

from home.models import HomePage
from policylab.themes.models import Theme
from tests.consultations import factories as consultations
from tests.consultations.votes import factories as votes
from tests.home import factories
from tests.proposals.factories import town

pytestmark = pytest.mark.django_db


def shown(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def shelf() -> dict:
    theme, place = Theme.objects.create(slug="culture", name_fr="Culture", name_ar="ثقافة"), town("XX-ici")
    made = {
        "note": factories.note("Une note", territory=place),
        "toolkit": factories.toolkit("Une boîte"),
        "case": factories.case("Un cas"),
    }
    made["roadmap"] = factories.roadmap("Une feuille", parent=made["toolkit"])
    made["note"].themes.add(theme)
    made["note"].save()
    return made


def titles(address: str) -> set[str]:
    text = shown(address)
    return {title for title in ("Une note", "Une boîte", "Un cas", "Une feuille") if title in text}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Une note", "Une boîte", "Un cas", "Une feuille"}),
        ("kind=note", {"Une note"}),
        ("kind=toolkit", {"Une boîte"}),
        ("kind=roadmap", {"Une feuille"}),
        ("kind=case", {"Un cas"}),
        ("theme=culture", {"Une note"}),
        ("territory=XX", {"Une note"}),
        ("territory=XX-ici&kind=case", set()),
        ("q=feuille", {"Une feuille"}),
        ("language=fr", {"Une note", "Une boîte", "Un cas", "Une feuille"}),
        ("language=ar", set()),
        (
            "kind=nonsense&theme=nonsense&territory=1'--&language=xx&page=99&q=%00",
            {"Une note", "Une boîte", "Un cas", "Une feuille"},
        ),
    ],
)
def test_filters_by_address(shelf, query, found):
    assert titles(f"/fr/library/?{query}") == found


def test_what_a_filter_leaves_out_says_what_to_do(shelf):
    text = shown("/fr/library/?language=ar")
    assert 'class="empty"' in text
    assert 'href="/fr/library/"' in text


def test_each_page_once_in_the_readers_language_else_in_its_own(shelf):
    factories.translated(shelf["note"], "ar", "مذكرة")
    arabic = shown("/ar/library/")
    assert "مذكرة" in arabic
    assert "Une note" not in arabic
    assert 'href="/ar/library/' in arabic
    assert '<a href="/ar/library/{}/" lang="fr" dir="auto">Un cas</a>'.format(shelf["case"].slug) in arabic
    assert "مذكرة" not in shown("/fr/library/")
    assert titles("/fr/library/?language=ar") == set()
    assert "مذكرة" in shown("/fr/library/?language=ar")


def test_a_long_library_has_pages():
    for number in range(21):
        factories.note(f"Note {number:02d}")
    assert "Note 00" not in shown("/fr/library/")
    assert "Note 00" in shown("/fr/library/?page=2")


def test_the_front_page_of_an_empty_lab_says_what_comes():
    text = shown("/fr/")
    assert text.count('class="empty"') == 2
    assert 'href="/fr/library/"' in text
    assert "table" not in text


@pytest.mark.usefixtures("plans_without_source")
def test_the_front_page_shows_what_is_open_to_read_and_decided():
    note = factories.note("La note")
    found = consultations.opened("propose", source_page=note)
    consultations.opened("closed")
    vote = votes.counted()
    text = shown("/fr/")
    assert f"/fr/consultations/{found.ref}/" in text
    assert "La note" in text
    assert f"/fr/consultations/{vote.phase.consultation.ref}/vote/result/" in text
    assert text.count('class="act"') == 1


def test_an_editors_own_words_stand_on_the_front_page():
    page = HomePage.objects.get(locale__language_code="it")
    page.heading, page.lead = "Scriviamo insieme", "Qui."
    page.save_revision().publish()
    assert "Scriviamo insieme" in shown("/it/")
    assert "Scriviamo insieme" not in shown("/fr/")
