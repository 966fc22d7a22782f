"""What anybody reads of consultations."""

import pytest
from django.test import Client

from consultations import services
from consultations.enums import PhaseKind
from consultations.models import Consultation
from consultations.selectors import at_stage, colleges_of, current_phase, schedule_of, stage_of, step_of
from consultations.services.writing import lay_schedule
from consultations.votes.services import close_due_votes
from policylab.core.clock import Stage, db_now
from policylab.core.registries import links_of
from policylab.directory.enums import College, OrganisationKind
from tests.policylab.accounts import factories as accounts
from tests.proposals.factories import organisation, person, published, supported, town

from . import factories
from .votes import factories as voting

pytestmark = pytest.mark.django_db
STAGES = {
    "upcoming": (Stage.UPCOMING, 2, PhaseKind.PROPOSE),
    "propose": (Stage.OPEN, 3, PhaseKind.PROPOSE),
    "discuss": (Stage.OPEN, 4, PhaseKind.DISCUSS),
    "vote": (Stage.OPEN, 5, PhaseKind.VOTE),
    "answer": (Stage.CLOSED, 5, PhaseKind.ANSWER),
    "deliver": (Stage.CLOSED, 6, PhaseKind.DELIVER),
}


@pytest.mark.parametrize("moment", STAGES)
def test_each_moment_is_told_by_its_dates_alone(moment):
    stage, step, kind = STAGES[moment]
    found = factories.opened(moment)
    now = db_now()
    schedule = schedule_of(found, now)
    assert (step_of(schedule), current_phase(schedule).kind) == (step, kind)
    assert Consultation.objects.filter(at_stage(stage, now)).get() == found
    for other in set(Stage) - {stage}:
        assert not Consultation.objects.filter(at_stage(other, now)).exists()


def test_a_phase_reads_its_windows_and_another_its_own_dates():
    found = factories.opened("discuss")
    now = db_now()
    assert stage_of(factories.phase(found, "propose"), now) == Stage.CLOSED
    assert stage_of(factories.phase(found, "discuss"), now) == Stage.OPEN
    assert stage_of(factories.phase(found, "vote"), now) == Stage.UPCOMING


@pytest.mark.parametrize("moment", [*factories.MOMENTS, "cancelled"])
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_moment_has_its_page_without_a_cookie(moment, language, django_assert_max_num_queries):
    found = factories.opened()
    for _plan in range(3):
        published(round=found.round)
    if moment == "cancelled":
        services.cancel_consultation(**factories.course(found))
    else:
        factories.moved(found, moment)
    client = Client()
    citizen = accounts.signed_in(person())
    with django_assert_max_num_queries(18):  # whether she is an officer of this body is asked three times, not seven
        citizen.get(f"/{language}/consultations/{found.ref}/")
    for page in ("", "plans/"):
        with django_assert_max_num_queries(15):
            answer = client.get(f"/{language}/consultations/{found.ref}/{page}")
        assert answer.status_code == 200
        assert not answer.cookies
    with django_assert_max_num_queries(15):
        answer = client.get(f"/{language}/consultations/")
    assert answer.status_code == 200
    assert not answer.cookies


def test_a_list_asks_no_more_for_more_rows(django_assert_max_num_queries):
    for _row in range(6):
        factories.opened()
    with django_assert_max_num_queries(12):
        Client().get("/fr/consultations/")


@pytest.mark.parametrize(
    ("stage", "shown"), [("open", True), ("upcoming", False), ("closed", False), ("nonsense", True)]
)
def test_the_list_filters_by_the_address(stage, shown):
    factories.opened("propose")
    page = Client().get("/fr/consultations/", {"stage": stage}).content.decode()
    assert ("Ouvrir le cluster aux autres" in page) is shown


def test_words_in_another_language_say_so():
    found = factories.opened()
    page = Client().get(f"/ar/consultations/{found.ref}/").content.decode()
    assert 'class="in-language"' in page
    assert 'lang="fr"' in page


def test_a_plan_tells_its_consultation_and_a_draft_is_never_told():
    found = factories.opened("propose")
    plan = published(round=found.round)
    assert [link.title for link in links_of(plan) if link.step == 2] == ["Ouvrir le cluster aux autres"]
    Consultation.objects.filter(pk=found.pk).update(status="draft")
    assert [link.title for link in links_of(plan) if link.step == 2] == []


def test_an_unknown_address_is_not_found():
    for path in ("zzzzzzzzzz", "a" * 300, "1"):
        assert Client().get(f"/fr/consultations/{path}/").status_code == 404


def test_plans_of_a_consultation_by_college_and_in_an_order():
    found = factories.opened("propose")
    body = organisation(OrganisationKind.COOPERATIVE, "Mdinti")
    first = published(round=found.round, title="Un marché le soir")
    published(round=found.round, in_name_of=body, title="Un atelier partagé")
    published(title="Un plan d’ailleurs")
    supported(first)
    at = f"/fr/consultations/{found.ref}/plans/"
    assert _titles(at) == ["Un atelier partagé", "Un marché le soir"]
    assert _titles(f"{at}?order=supported") == ["Un marché le soir", "Un atelier partagé"]
    assert _titles(f"{at}?college=sse") == ["Un atelier partagé"]
    assert _titles(f"{at}?college=public") == []
    assert len(_titles(f"{at}?round=zzz&college=nobody&order=worst&page=99")) == 2


def _titles(address):
    return [plan.current.title for plan in Client().get(address).context["page"]]


def test_the_promise_does_not_change_the_headings_of_plans():
    found = factories.opened("propose")
    published(round=found.round)
    for page in ("", "plans/"):
        assert '<h3 class="h3">' in Client().get(f"/fr/consultations/{found.ref}/{page}").content.decode()


def test_colleges_stand_in_one_order():
    found = factories.opened()
    assert colleges_of(found) == list(College)


def test_the_list_of_a_country_is_that_of_its_towns():
    found = factories.opened("propose")
    country = found.territory.parent
    for code, shown in ((country.code, True), (found.territory.code, True), (town().code, True)):
        listed = list(Client().get("/fr/consultations/", {"territory": code}).context["page"])
        assert (found in listed) is shown  # a place where nothing was asked is not offered, so it is left out
    other = factories.opened("propose", of=factories.town_hall(territory=town()))
    assert list(Client().get("/fr/consultations/", {"territory": found.territory.code}).context["page"]) == [found]
    assert len(Client().get("/fr/consultations/", {"territory": country.code}).context["page"]) == 2
    assert other.territory != found.territory


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"q": "cluster"}, True),
        ({"q": "marché"}, False),
        ({"q": "a\x00b"}, True),
        ({"level": "involve"}, True),
        ({"level": "inform"}, False),
        ({"theme": "nonsense"}, True),
        ({"page": "0"}, True),
    ],
)
def test_the_list_understands_its_address_or_leaves_it_out(query, shown):
    factories.opened("propose")
    answer = Client().get("/fr/consultations/", query)
    assert answer.status_code == 200
    assert bool(answer.context["rows"]) is shown


def test_a_cancelled_consultation_says_why():
    page = Client().get(f"/fr/consultations/{factories.cancelled().ref}/").content.decode()
    assert "La commission a été dissoute." in page
    assert "proposals/begin" not in page


PANELS = {
    "upcoming": ("Next: Propose", ""),
    "propose": ("Write a plan, or back one", "Draft a plan"),
    "discuss": ("Comment on the plans and support them", "Read the plans"),
    "vote": ("The vote is being prepared", "Read the plans"),
    "answer": ("Ville de Tunis prepares its answer", "Read the plans"),
    "deliver": ("What was adopted is due by then", "Read the plans"),
    "closed": ("This consultation is over", "Read the plans"),
}


@pytest.mark.parametrize("moment", PANELS)
def test_the_panel_says_the_one_thing_to_do_now(moment):
    panel = Client().get(f"/en/consultations/{factories.opened(moment).ref}/").context["panel"]
    assert (panel.title, panel.label) == PANELS[moment]


def test_between_two_phases_the_plans_can_be_read_until_the_next():
    found = factories.opened("discuss")
    lay_schedule(found, factories.schedule("discuss") | {PhaseKind.DISCUSS: factories.schedule("vote")["discuss"]})
    panel = Client().get(f"/en/consultations/{found.ref}/").context["panel"]
    assert (panel.title, panel.label) == ("Next: Vote", "Read the plans")
    assert panel.opens > db_now()


def test_the_panel_leads_to_the_vote_and_then_to_its_result():
    vote = voting.opened()
    at = f"/en/consultations/{vote.phase.consultation.ref}/"
    assert Client().get(at).context["panel"].label == "Fill in my ballot"
    voting.move(vote, "after")
    close_due_votes()
    panel = Client().get(at).context["panel"]
    assert panel.label == "See what was decided"
    assert panel.url.endswith("/vote/result/")
