"""The promise set against what happened: every state it can be in, from rows alone."""

import pytest
from django.test import Client

from consultations.kept import IN_PART, KEPT, KEPT_LATE, LATE, NOT_KEPT, OPEN, checks_of
from consultations.models import Consultation
from policylab.core.clock import db_now
from proposals.enums import Verdict
from proposals.models import Answer
from tests.consultations import factories
from tests.consultations.ended import ended
from tests.proposals.delivery.factories import again, days, milestone, ticked
from tests.proposals.factories import answered, published

pytestmark = pytest.mark.django_db


def told(consultation):
    return checks_of(Consultation.objects.get(pk=consultation.pk), db_now())


def judged(consultation):
    return [one.judged for one in told(consultation) if one.judged.label]


def consulted(moment, plans=2, answers=0):
    found = factories.opened("propose")
    written = [published(round=found.round) for _one in range(plans)]
    found = factories.moved(found, moment)
    officer = factories.officer(found.organisation)
    for plan in written[:answers]:
        answered(plan, user=officer)
    return factories.moved(found, moment)


@pytest.mark.parametrize("moment", ["propose", "discuss", "vote"])
def test_nothing_is_set_against_a_promise_before_its_time(moment):
    assert told(consulted(moment)) == []


@pytest.mark.parametrize(
    ("moment", "answers", "expected"),
    [("answer", 1, OPEN), ("answer", 2, KEPT), ("deliver", 1, NOT_KEPT), ("deliver", 0, NOT_KEPT)],
)
def test_answers_are_counted_against_their_date(moment, answers, expected):
    assert judged(consulted(moment, answers=answers))[0] == expected


def test_an_answer_that_came_late_stays_late():
    found = consulted("answer", answers=2)
    Answer.objects.update(due_at=db_now() - 3 * factories.DAY)
    check = told(found)[0]
    assert check.judged == KEPT_LATE
    assert "3" in check.happened


def test_without_plans_there_is_nothing_to_answer():
    assert told(consulted("deliver", plans=0)) == []


@pytest.mark.parametrize(
    ("verdict", "expected"), [(Verdict.ADOPTED, KEPT), (Verdict.PARTLY, IN_PART), (Verdict.DECLINED, NOT_KEPT)]
)
def test_what_the_vote_adopted_is_taken_up_or_not(verdict, expected):
    found = ended()
    Consultation.objects.filter(pk=found.pk).update(level="empower")
    Answer.objects.filter(proposal__isnull=False).update(verdict=verdict)
    assert expected in judged(found)[1:]


def test_milestones_of_adopted_plans_are_counted():
    found = consulted("deliver", plans=1)
    plan = answered(found.round.proposals.get(), user=factories.officer(found.organisation)).proposal
    factories.moved(found, "deliver")
    late = milestone(plan, due=2)
    assert judged(found)[-1] == OPEN
    type(late).objects.filter(pk=late.pk).update(due_on=days(-2))
    assert judged(found)[-1] == LATE
    ticked(again(late))
    assert judged(found)[-1] == KEPT


def test_the_page_and_the_report_say_it_to_everybody():
    found = ended()
    for name in ("", "report/"):
        page = Client().get(f"/fr/consultations/{found.ref}/{name}").content.decode()
        assert "Une réponse motivée à chaque plan" in page, name
