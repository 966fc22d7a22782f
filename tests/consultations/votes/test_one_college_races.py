"""Choosing, casting and entering at once, on PostgreSQL with real connections: nobody casts in two colleges."""

import threading
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction

from consultations.votes import services
from consultations.votes.models import Ballot, CollegeChoice, RollEntry
from consultations.votes.services._colleges import OtherCollege
from consultations.votes.services.casting import AlreadyVoted
from policylab.core.clock import db_now
from policylab.directory.enums import College, Role
from policylab.directory.models import Membership
from tests.proposals import factories as plans

from . import factories
from .test_enter_roll import ajar
from .test_one_college import speaks
from .test_races import all_at_once

pytestmark = [pytest.mark.pg, pytest.mark.django_db(transaction=True)]


def casting(user, entry):
    handed = services.hand_out_code(entry=entry)
    return lambda: services.cast_ballot(user=user, entry=entry, choices=["A"], **vars(handed))


def choosing(user, vote, college):
    return lambda: services.choose_college(user=user, vote=vote, college=college)


def kinds(raised):
    return {type(one) for one in raised if one is not None}


def in_two_colleges(vote, number):
    own, club = factories.entries(vote, College.CITIZEN)[number], factories.entries(vote, College.SSE)[number]
    speaks(own.user, club)
    return own.user, own, club


def test_two_tabs_choose_and_cast_differently_and_one_college_wins():
    vote = factories.opened()
    for number in range(6):
        user, own, club = in_two_colleges(vote, number)
        acts = [choosing(user, vote, College.CITIZEN), choosing(user, vote, College.SSE)] * 2
        raised = all_at_once([*acts, casting(user, own), casting(user, club), casting(user, own), casting(user, club)])
        assert kinds(raised) <= {OtherCollege, AlreadyVoted}
        chosen = CollegeChoice.objects.get(user=user).college
        for entry in (own, club):
            with suppress(OtherCollege, AlreadyVoted):
                casting(user, entry)()
        cast = RollEntry.objects.filter(pk__in=[own.pk, club.pk], has_voted=True)
        assert [one.college for one in cast] == [chosen]
    assert Ballot.objects.count() == 6


def held_open(act):
    """Runs an act in a transaction of another connection that stays open until told; gives back the telling."""
    done, on, raised = threading.Event(), threading.Event(), []

    def run():
        try:
            with transaction.atomic():
                act()
                done.set()
                on.wait(20)
        except Exception as error:
            raised.append(error)
            done.set()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    assert done.wait(20)

    def release():
        on.set()
        thread.join()
        assert raised == []

    return release


def waiting_act(act):
    """An act of another connection that has to wait for somebody; gives back what it raised once it is done."""
    raised = []

    def run():
        try:
            act()
        except Exception as error:
            raised.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(1)

    def ended():
        thread.join(20)
        assert not thread.is_alive()
        return raised

    assert thread.is_alive(), "it should wait"
    return ended


def test_a_citizen_casting_while_a_membership_comes_and_another_college_is_chosen():
    """The ballot asked before there was anything to choose; the choice waits for it, and then knows."""
    vote = factories.opened()
    own, club = factories.entries(vote, College.CITIZEN)[0], factories.entries(vote, College.SSE)[0]
    release = held_open(casting(own.user, own))
    speaks(own.user, club, ago=timedelta())
    ended = waiting_act(choosing(own.user, vote, College.SSE))
    release()
    assert kinds(ended()) == {OtherCollege}
    assert not CollegeChoice.objects.exists()


def test_a_ballot_cast_while_another_college_is_being_chosen_waits_and_is_refused():
    vote = factories.opened()
    user, own, _club = in_two_colleges(vote, 0)
    release = held_open(choosing(user, vote, College.SSE))
    ended = waiting_act(casting(user, own))
    release()
    assert kinds(ended()) == {OtherCollege}
    assert not RollEntry.objects.filter(has_voted=True).exists()


def test_entering_waits_for_a_ballot_being_cast_for_a_body():
    vote = ajar()
    club = factories.entries(vote, College.SSE)[0]
    user = plans.person(territory=vote.phase.consultation.territory)
    speaks(user, club)
    release = held_open(casting(user, club))
    ended = waiting_act(lambda: services.enter_roll(user=user, vote=vote, choosing=True))
    release()
    assert kinds(ended()) == {OtherCollege}
    assert not RollEntry.objects.filter(user=user).exists()


def test_a_ballot_for_a_body_waits_for_a_line_being_entered():
    """Somebody enters as a plain citizen, comes to speak for a body meanwhile, and casts for it at once."""
    vote = ajar()
    club = factories.entries(vote, College.SSE)[0]
    user = plans.person(territory=vote.phase.consultation.territory)
    release = held_open(lambda: services.enter_roll(user=user, vote=vote))
    Membership.objects.create(
        user=user, organisation=club.organisation, role=Role.REPRESENTATIVE, started_at=db_now() - timedelta(days=1)
    )
    ended = waiting_act(casting(user, club))
    release()
    assert kinds(ended()) == {OtherCollege}


def test_the_choice_shares_no_transaction_with_mark_or_ballot():
    vote = factories.opened()
    user, own, _club = in_two_colleges(vote, 0)
    choosing(user, vote, College.CITIZEN)()
    casting(user, own)()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM votes_collegechoice c WHERE c.xmin::text IN "
            "(SELECT xmin::text FROM votes_ballot UNION SELECT xmin::text FROM votes_rollentry WHERE has_voted)"
        )
        assert cursor.fetchone()[0] == 0
