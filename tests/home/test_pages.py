"""Every kind of page, read by somebody who is not signed in: in its language, in another, translated or not."""

import re

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, PageViewRestriction

from consultations.models import Consultation
from home.models import HomePage, LibraryPage
from proposals.models import Proposal
from tests.consultations import factories as consultations
from tests.consultations.votes import factories as votes
from tests.home import factories
from tests.policylab.accounts.factories import signed_in
from tests.proposals.factories import published as plan

pytestmark = pytest.mark.django_db
KINDS = list(factories.KINDS)
BUDGET = 15


@pytest.fixture(autouse=True)
def warm():
    """Content types are read once per process, sites once in a while: not part of a page's cost."""
    ContentType.objects.clear_cache()
    for model in (HomePage, LibraryPage):
        ContentType.objects.get_for_model(model)


def read(address: str, status: int = 200):
    answer = Client().get(address)
    assert answer.status_code == status, address
    return answer


def words(address: str) -> str:
    return read(address).content.decode()


def cost(address: str) -> int:
    read(address)
    with CaptureQueriesContext(connection) as found:
        read(address)
    return len(found)


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_shows_its_words_and_sets_no_cookie(kind):
    page = factories.KINDS[kind]("Confier un lieu municipal")
    answer = read(page.url)
    text = answer.content.decode()
    for told in ("Confier un lieu municipal", "Le problème", "Coproduire, c’est décider ensemble.", "Animation"):
        assert told in text
    assert not answer.cookies
    assert answer["Cache-Control"] == "public, no-cache"
    assert answer["ETag"]
    assert "csrfmiddlewaretoken" not in text


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["ar", "es"])
def test_a_page_not_yet_translated_is_shown_under_every_prefix_in_its_own_language(kind, language):
    page = factories.KINDS[kind]("Confier un lieu municipal")
    text = words(page.url.replace("/fr/", f"/{language}/"))
    assert f'<html lang="{language}"' in text
    assert re.search(r'<div class="prose"[^>]* lang="fr" dir="ltr">', text)
    assert 'class="in-language"' in text
    assert f'<link rel="canonical" href="http://testserver{page.url}">' in text
    assert 'rel="alternate"' not in text


@pytest.mark.parametrize("kind", KINDS)
def test_translations_know_each_other(kind):
    page = factories.KINDS[kind]("Confier un lieu municipal")
    arabic = factories.translated(page, "ar", "إسناد فضاء بلدي", slug="idara")
    assert arabic.url.endswith("/idara/")
    for own, here, there in ((page, "fr", "ar"), (arabic, "ar", "fr")):
        text = words(own.url)
        assert f'<html lang="{here}"' in text
        assert 'class="in-language"' not in text
        assert 'rel="canonical"' not in text
        for code, other in (("fr", page), ("ar", arabic)):
            assert f'<link rel="alternate" hreflang="{code}" href="http://testserver{other.url}">' in text
        assert 'hreflang="es" href="http' not in text
        # The menu of languages leads to the translation's own address.
        assert f'<a href="{(arabic if there == "ar" else page).url}" lang="{there}"' in text
    assert "إسناد فضاء بلدي" in words(arabic.url)


def test_the_address_of_another_language_leads_to_the_translation():
    page = factories.note(slug="lieu")
    arabic = factories.translated(page, "ar", slug="makan")
    assert read("/ar/library/lieu/", 302)["Location"] == arabic.url == "/ar/library/makan/"
    arabic.unpublish()
    assert 'class="in-language"' in words("/ar/library/lieu/")


def test_a_page_first_written_in_arabic_is_read_in_french():
    page = factories.note("مذكرة", parent=factories.library("ar"), slug="mudhakkira")
    text = words("/fr/library/mudhakkira/")
    assert re.search(r'<div class="prose"[^>]* lang="ar" dir="rtl">', text)
    assert f'rel="canonical" href="http://testserver{page.url}"' in text


def test_the_sites_own_language_comes_before_others_and_the_readers_before_all():
    page = factories.note("Le lieu", slug="lieu")
    factories.translated(page, "it", "Il luogo")
    assert "Le lieu" in words("/es/library/lieu/")
    assert "Il luogo" in words("/it/library/lieu/")


def test_an_alias_has_no_words_of_its_own():
    page = factories.note("Confier un lieu")
    alias = page.copy_for_translation(Locale.objects.get(language_code="es"), alias=True)
    text = words(f"/es/library/{alias.slug}/")
    assert 'class="in-language"' in text
    assert f'rel="canonical" href="http://testserver{page.url}"' in text
    assert 'rel="alternate"' not in text


def test_drafts_and_restricted_pages_are_shown_to_nobody_in_any_language():
    draft = factories.note(live=False, slug="brouillon")
    kept = factories.note("Réservée", slug="reservee")
    PageViewRestriction.objects.create(page=kept, restriction_type=PageViewRestriction.LOGIN)
    kept.copy_for_translation(Locale.objects.get(language_code="ar"), copy_parents=True, alias=True)
    below = factories.note("Dessous", parent=kept, slug="dessous")
    assert draft.pk
    assert below.pk
    for language in ("fr", "ar"):
        read(f"/{language}/library/brouillon/", 404)
        assert "sign-in" in read(f"/{language}/library/reservee/", 302)["Location"]
        assert "sign-in" in read(f"/{language}/library/reservee/dessous/", 302)["Location"]
        assert "Réservée" not in words(f"/{language}/library/")


def test_a_page_whose_address_was_changed_is_found_at_the_old_one(django_capture_on_commit_callbacks):
    page = factories.note(slug="avant")
    with django_capture_on_commit_callbacks(execute=True):
        page.slug = "apres"
        page.save_revision().publish()
    answer = read("/fr/library/avant/", 301)
    assert answer["Location"].endswith("/fr/library/apres/")
    assert not answer.cookies


@pytest.mark.parametrize("address", ["/fr/nulle-part/", "/fr/library/nulle-part/", "/ar/library/x/y/z/", "/fr/home/"])
def test_what_is_no_page_is_not_found(address):
    read(address, 404)


def test_front_and_library_answer_in_five_languages_and_set_no_cookie():
    for language in ("ar", "en", "es", "fr", "it"):
        for address in (f"/{language}/", f"/{language}/library/"):
            answer = read(address)
            assert not answer.cookies
            assert f'<html lang="{language}"' in answer.content.decode()
            assert 'hreflang="ar" href="http' in answer.content.decode()


def busy(page, number: int) -> None:
    """As many consultations, plans, cases and results as wanted come of a page."""
    for _one in range(number):
        found = consultations.opened("propose", source_page=page)
        factories.case(from_proposal=plan(round=found.round))
        Proposal.objects.filter(pk=plan().pk).update(source_page=page)
    vote = votes.counted()
    Consultation.objects.filter(pk=vote.phase.consultation_id).update(source_page=page)


@pytest.mark.usefixtures("plans_without_source")
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_asks_as_little_with_a_long_trail_as_with_a_short_one(kind):
    page = factories.KINDS[kind]()
    factories.translated(page)
    busy(page, 1)
    short = [cost(page.url), cost(page.url.replace("/fr/", "/ar/")), cost(page.url.replace("/fr/", "/es/"))]
    busy(page, 4)
    long = [cost(page.url), cost(page.url.replace("/fr/", "/ar/")), cost(page.url.replace("/fr/", "/es/"))]
    more = [costs - before for costs, before in zip(long, short, strict=True)]
    assert max(more) <= 1, "the words of consultations whose result is shown and which the trail has not read"
    busy(page, 4)
    assert cost(page.url) == long[0]
    assert max(long) <= BUDGET


@pytest.mark.usefixtures("plans_without_source")
@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("address", ["", "library/", "library/?theme=x&territory=y&kind=note&language=fr&q=a"])
def test_front_and_library_ask_little_however_much_there_is(address, language):
    note = factories.note()
    busy(note, 1)
    before = cost(f"/{language}/{address}")
    busy(note, 4)
    for _one in range(4):
        factories.translated(factories.note())
    assert cost(f"/{language}/{address}") == before <= BUDGET


@pytest.mark.parametrize("kind", ["note", "toolkit", "roadmap", "report"])
def test_everybody_sees_what_one_can_begin_from_a_page(kind):
    """The walk: an officer presses it; others are told who may, and where they may write a plan."""
    page = factories.KINDS[kind]()
    key = page.translation_key
    consult, draft = f"/fr/consultations/begin/?source={key}", f"/fr/plans/begin/?source={key}"
    text = words(page.url)
    assert f'class="btn go" href="{consult}"' in text
    assert draft in text
    assert "sign-in" in read(consult, 302)["Location"]
    read(draft)
    found = consultations.opened("propose", source_page=page)
    text = words(page.url)
    assert f'class="btn go" href="/fr/plans/begin/?round={found.round.ref}"' in text
    assert f'href="{consult}"' in text
    assert draft in text
    assert text.count('class="act"') == 1


def test_an_officer_opens_a_consultation_from_a_note():
    page = factories.note("Confier un lieu")
    answer = signed_in(consultations.officer()).get(f"/fr/consultations/begin/?source={page.translation_key}")
    assert answer.status_code == 200
    assert "Confier un lieu" in answer.content.decode()


@pytest.mark.usefixtures("plans_without_source")
def test_a_case_of_a_plan_that_went_the_whole_way_asks_little():
    note, vote = factories.note(), votes.counted()
    Consultation.objects.filter(pk=vote.phase.consultation_id).update(source_page=note)
    case = factories.case(from_proposal=vote.options.first().version.proposal)
    assert cost(case.url) <= BUDGET
    assert "/vote/result/" in words(case.url)
