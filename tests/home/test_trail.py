"""Where a page came from and what became of it, on its page and on those of consultations and plans."""

import pytest
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from consultations.models import Consultation
from home.models import LabPage
from home.trail import WITH_TRAIL, WITHOUT_TRAIL
from policylab.core import registries
from policylab.core.registries import links_of
from proposals.models import Proposal
from tests.consultations import factories as consultations
from tests.consultations.votes import factories as votes
from tests.home import factories
from tests.proposals.factories import draft
from tests.proposals.factories import published as plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plans_without_source")]


def again(page):
    return type(page).objects.get(pk=page.pk)


def told(obj) -> list[tuple[int, str]]:
    return [(link.step, link.title) for link in links_of(obj)]


def steps(obj) -> list[int]:
    return [step for step, _title in told(obj)]


def test_every_kind_of_page_has_a_trail_or_a_reason():
    kinds = {kind for kind in LabPage.__subclasses__() if not kind._meta.abstract}
    kinds = {leaf for kind in kinds for leaf in (kind.__subclasses__() or [kind])}
    assert kinds == set(WITH_TRAIL) | set(WITHOUT_TRAIL)
    assert not set(WITH_TRAIL) & set(WITHOUT_TRAIL)
    assert all(str(reason) for reason in WITHOUT_TRAIL.values())
    assert all(registries.trail.get(kind) for kind in WITH_TRAIL)
    assert not any(registries.trail.get(kind) for kind in WITHOUT_TRAIL)


@pytest.mark.parametrize("kind", ["note", "toolkit", "roadmap", "report"])
def test_from_a_page_to_consultations_plans_results_and_cases(kind):
    page = factories.KINDS[kind]("La note")
    assert steps(page) == [1, 2]
    assert [link.url for link in links_of(page)][1] == ""  # nothing yet, and it says so
    found = consultations.opened("propose", source_page=page)
    first = plan(round=found.round, title="Un atelier")
    factories.case("Le cas", from_proposal=first)
    vote = votes.counted()
    Consultation.objects.filter(pk=vote.phase.consultation_id).update(source_page=page)
    links = links_of(again(page))
    assert sorted({link.step for link in links}) == [1, 2, 3, 5, 7]
    assert {"La note", "Ouvrir le cluster aux autres", "Le cas"} <= {link.title for link in links}
    assert [link.here for link in links].count(True) == 1
    client = Client()
    for link in links:
        if link.url:
            assert client.get(link.url).status_code == 200, link
    shown = client.get(page.url).content.decode()
    assert all(link.title in shown or "&" in link.title for link in links)


def test_a_toolkit_tells_what_was_opened_on_its_roadmaps():
    toolkit = factories.toolkit()
    consultations.opened(source_page=factories.roadmap(parent=toolkit))
    assert (2, "Ouvrir le cluster aux autres") in told(again(toolkit))


def test_a_translation_has_the_trail_of_its_source():
    page = factories.note("La note")
    arabic = factories.translated(page, "ar", "المذكرة")
    consultations.opened(source_page=page)
    assert [title for step, title in told(again(arabic)) if step == 2] == ["Ouvrir le cluster aux autres"]
    assert told(arabic)[0] == (1, "المذكرة")


def test_plans_of_other_consultations_that_name_the_page_are_told_one_by_one():
    page, other = factories.note(), plan(title="Venu d’ailleurs")
    Proposal.objects.filter(pk=other.pk).update(source_page=page)
    assert (3, "Venu d’ailleurs") in told(page)


def test_the_case_tells_the_whole_way_of_its_plan():
    note = factories.note("La note")
    found = consultations.opened("propose", source_page=note)
    mine = plan(round=found.round, title="Un atelier")
    case = factories.case("Le cas", from_proposal=mine)
    assert told(case) == [(1, "La note"), (2, "Ouvrir le cluster aux autres"), (3, "Un atelier"), (7, "Le cas")]
    assert [link.title for link in links_of(case) if link.here] == ["Le cas"]
    for start in (mine, found):
        assert told(type(start).objects.get(pk=start.pk))[-1] == (7, "Le cas")


def test_a_case_of_no_plan_of_ours_stands_alone():
    assert told(factories.case("Le cas")) == [(7, "Le cas")]


# --- never what not everybody may read ----------------------------------------------------------------------------
def drafted(page: Page) -> None:
    page.unpublish()


def restricted(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def deleted(page: Page) -> None:
    page.delete()


@pytest.mark.parametrize("hide", [drafted, restricted, deleted])
def test_a_case_that_is_not_public_is_told_nowhere(hide):
    note = factories.note("La note")
    found = consultations.opened("propose", source_page=note)
    mine = plan(round=found.round)
    hide(factories.case("Secret", from_proposal=mine))
    for start in (again(note), Proposal.objects.get(pk=mine.pk), Consultation.objects.get(pk=found.pk)):
        assert "Secret" not in [title for _step, title in told(start)]


def test_drafts_of_consultations_and_plans_are_told_nowhere():
    page = factories.note("La note")
    consultations.complete(source_page=page)
    hidden = draft(title="Brouillon")
    Proposal.objects.filter(pk=hidden.pk).update(source_page=page)
    assert steps(page) == [1, 2]
    assert links_of(page)[1].url == ""


def test_a_withdrawn_plan_does_not_count():
    page, gone = factories.note(), plan(title="Retiré")
    Proposal.objects.filter(pk=gone.pk).update(source_page=page, status="withdrawn")
    assert 3 not in steps(page)


def test_a_page_not_published_has_no_trail():
    assert links_of(factories.note(live=False)) == []


def test_more_than_three_of_a_kind_say_that_there_are_more():
    page = factories.note()
    for _one in range(5):
        consultations.opened(source_page=page)
    assert steps(again(page)) == [1, 2, 2, 2, 2, 7]
    assert [link.url for link in links_of(again(page))][4] == ""


def test_the_reader_stays_in_their_language():
    """A note not yet translated is linked under the reader's prefix."""
    page = factories.note(slug="note-cinq")
    found = consultations.opened(source_page=page)
    shown = Client().get(f"/ar/consultations/{found.ref}/").content.decode()
    assert 'href="/ar/library/note-cinq/"' in shown
