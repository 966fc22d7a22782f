"""Several officers at once, on PostgreSQL: one draft, one opening, one edition after the other."""

import time
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from consultations import services
from consultations.enums import ConsultationStatus
from consultations.models import Consultation, Entry, Phase
from consultations.selectors import standing_schedule
from consultations.votes.models import Result
from consultations.votes.services import close_vote
from policylab.core.clock import db_now
from policylab.core.errors import Refused, Stale
from policylab.core.refs import new_ref
from policylab.directory.enums import College
from proposals import services as planning
from proposals.models import Answer, Window
from search.models import SearchDocument
from tests.proposals import factories as plans
from tests.proposals.test_races import all_at_once

from . import factories
from .votes import factories as voting

pytestmark = [pytest.mark.pg, pytest.mark.django_db(transaction=True)]


def test_the_same_form_sent_eight_times_at_once_begins_one_draft():
    hall = factories.town_hall()
    officer, key = factories.officer(hall), new_ref()

    def begin():
        services.begin_consultation(user=officer, organisation=hall, key=key)

    assert all_at_once([begin] * 8) == [None] * 8
    assert Consultation.objects.get().ref == key


def test_eight_officers_open_at_once_and_it_is_opened_once():
    hall = factories.town_hall()
    officers = [factories.officer(hall) for _n in range(8)]
    found = factories.complete(officers[0], hall)

    def opening(officer):
        return lambda: services.open_consultation(user=officer, consultation=found, edition=found.edition)

    assert all_at_once([opening(officer) for officer in officers]) == [None] * 8
    found.refresh_from_db()
    assert found.status == ConsultationStatus.OPENED
    assert (Phase.objects.count(), Window.objects.count()) == (5, 4)
    assert SearchDocument.objects.filter(key=f"consultations.consultation:{found.pk}").count() == 1


def test_of_six_colleagues_who_save_the_same_edition_one_is_not_stale():
    hall = factories.town_hall()
    officer = factories.officer(hall)
    found = factories.complete(officer, hall)

    def saving(college):
        return lambda: services.save_people(
            user=officer, consultation=found, edition=4, territory=hall.territory, colleges=[college]
        )

    raised = all_at_once([saving(college) for college in [*College, *College]])
    assert [type(one) for one in raised].count(Stale) == 5
    assert found.colleges.count() == 1


def test_whoever_saves_while_it_is_being_opened_changes_nothing_afterwards():
    hall = factories.town_hall()
    officer = factories.officer(hall)
    found = factories.complete(officer, hall)

    def save():
        services.save_people(user=officer, consultation=found, edition=4, territory=hall.territory, colleges=["sse"])

    def open_it():
        services.open_consultation(user=officer, consultation=found, edition=4)

    opening, saving = all_at_once([open_it, save])
    now = Consultation.objects.get()
    # Whichever came first: the other one was told.
    assert (opening is None) != (saving is None)
    assert (now.status == ConsultationStatus.OPENED) == (opening is None)
    assert now.colleges.count() == (3 if opening is None else 1)


def test_two_officers_change_dates_at_once_and_the_second_is_told():
    hall = factories.town_hall()
    found = factories.opened("propose", factories.officer(hall), hall)
    stands = standing_schedule(found)

    def moving(days):
        opens, closes = stands["deliver"]
        schedule = stands | {"deliver": (opens, closes + days * factories.DAY)}
        given = factories.course(found, user=factories.officer(hall), schedule=schedule, reason=f"{days} jours")
        return lambda: services.move_dates(**given)

    raised = all_at_once([moving(days) for days in range(1, 7)])
    assert [type(one) for one in raised].count(Stale) == 5
    entry = Entry.objects.public().get()
    assert entry.reason == f"{raised.index(None) + 1} jours"
    assert standing_schedule(found)["deliver"][1] == stands["deliver"][1] + (raised.index(None) + 1) * factories.DAY


@pytest.mark.parametrize("act", ["pause", "cancel"])
def test_a_vote_is_counted_or_stopped_never_both(act):
    vote = voting.voted()
    found = vote.phase.consultation
    given = factories.course(found)
    voting.move(vote, "after")
    stop = getattr(services, f"{act}_consultation")
    stopped, counted = all_at_once([lambda: stop(**given), lambda: close_vote(vote=vote)])
    found.refresh_from_db()
    assert counted is None
    if act == "pause":  # nobody votes any more: it is counted, whoever came first
        assert (type(stopped), Result.objects.count()) == (Refused, 1)
    else:
        assert (found.status == ConsultationStatus.CANCELLED) == (stopped is None) == (Result.objects.count() == 0)


def test_a_vote_made_longer_while_it_waits_to_be_counted_is_not_counted():
    vote = voting.voted()
    found = vote.phase.consultation
    opens, closes = standing_schedule(found)["vote"]
    soon = db_now() + timedelta(seconds=1.5)
    found.phases.update(closes_at=soon)
    given = factories.course(found, schedule={"vote": (opens, closes + factories.DAY)})

    def lengthen():
        with transaction.atomic():
            services.move_dates(**given)
            while db_now() <= soon:
                time.sleep(0.1)

    def count():
        while db_now() <= soon:
            time.sleep(0.1)
        close_vote(vote=vote)

    assert all_at_once([lengthen, count]) == [None, None]
    assert Result.objects.count() == 0


def test_an_answer_and_the_end_of_it_all_settle_who_came_first():
    hall = factories.town_hall()
    officer = factories.officer(hall)
    found = factories.opened("propose", officer, hall)
    plan = plans.published(round=found.round)
    factories.moved(found, "answer")
    given = factories.course(found, user=officer)
    answer = {"verdict": "adopted", "reason": "La Ville paie la salle et le gardien.", "language": "fr"}
    cancelled, answered = all_at_once(
        [
            lambda: services.cancel_consultation(**given),
            lambda: planning.answer_proposal(user=officer, proposal=plan, **answer),
        ]
    )
    assert (cancelled is None) != (answered is None)
    assert isinstance(cancelled or answered, Refused | PermissionDenied)
    assert Answer.objects.count() == (1 if answered is None else 0)
