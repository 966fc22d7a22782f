"""Many at once, on PostgreSQL: nobody votes twice, nothing cast is lost, nothing is counted twice."""

import threading

import pytest
from django.db import connection, connections

from consultations.votes import services
from consultations.votes.models import Ballot, NamedVote, Result, RollEntry
from consultations.votes.services.casting import AlreadyVoted, VoteClosed
from policylab.core.clock import db_now
from policylab.directory.enums import College

from . import factories

pytestmark = [pytest.mark.pg, pytest.mark.django_db(transaction=True)]


def all_at_once(acts):
    """Runs each act in a thread with a connection of its own, all released together; gives back what each raised or None."""
    start, raised = threading.Barrier(len(acts)), [None] * len(acts)

    def run(position, act):
        try:
            start.wait()
            act()
        except Exception as error:
            raised[position] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def casting(entry, choices, handed=None):
    handed = handed or services.hand_out_code(entry=entry)
    user = factories.speaker(entry)
    return lambda: services.cast_ballot(user=user, entry=entry, choices=list(choices), **vars(handed))


def test_eight_tabs_with_eight_codes_cast_one_ballot():
    entry = factories.entries(factories.opened(), College.CITIZEN)[0]
    raised = all_at_once([casting(entry, "A") for _n in range(8)])
    assert [type(one) for one in raised].count(AlreadyVoted) == 7
    assert Ballot.objects.count() == 1


def test_the_same_submit_eight_times_casts_one_ballot_and_refuses_none():
    entry = factories.entries(factories.opened(), College.CITIZEN)[0]
    handed = services.hand_out_code(entry=entry)
    assert all_at_once([casting(entry, "B", handed) for _n in range(8)]) == [None] * 8
    assert Ballot.objects.get().choices == ["B"]


def test_two_representatives_at_once_leave_one_vote_by_name():
    entry = factories.entries(factories.opened(), College.PUBLIC)[0]
    user = factories.speaker(entry)
    acts = [
        lambda letter=letter: services.cast_named_vote(user=user, entry=entry, choices=[letter])
        for letter in "ABCABCAB"
    ]
    assert all_at_once(acts) == [None] * 8
    assert NamedVote.objects.count() == 1


def test_closing_in_eight_places_makes_one_result():
    vote = factories.voted()
    factories.move(vote, "after")
    assert all_at_once([lambda: services.close_vote(vote=vote)] * 8) == [None] * 8
    assert Result.objects.count() == 1
    assert Ballot.objects.count() == 17


def test_ballots_cast_at_the_closing_time_are_counted_or_refused_never_lost():
    """The phase ends in the midst of forty ballots, while two places try to close all the time."""
    vote = factories.opened(people=40)
    entries = factories.entries(vote, College.CITIZEN)
    acts = [casting(entry, "A") for entry in entries]
    vote.phase.consultation.phases.update(closes_at=db_now() + factories.DAY / 86_400 / 4)
    raised = []

    def close():
        while not Result.objects.exists():
            services.close_vote(vote=vote)

    def cast_slowly(part):
        def run():
            for act in part:
                try:
                    act()
                except VoteClosed as error:
                    raised.append(error)

        return run

    parts = [cast_slowly(acts[start::6]) for start in range(6)]
    assert all_at_once([close, close, *parts]) == [None] * 8
    counted = Result.objects.get().outcome["papers"]["citizen"]
    assert counted + len(raised) == 40
    assert Ballot.objects.count() == RollEntry.objects.filter(has_voted=True).count() == counted


def test_no_transaction_joins_roll_and_ballots_after_closing():
    """While a vote runs, xmin joins the mark and the ballot of one transaction; closing ends that (science 4.3)."""
    vote = factories.voted(public=())
    joined = (
        "SELECT count(*) FROM votes_rollentry r JOIN votes_ballot b ON r.xmin = b.xmin "
        "WHERE r.has_voted AND (SELECT count(*) FROM votes_ballot o WHERE o.xmin = r.xmin) = 1"
    )
    with connection.cursor() as cursor:
        cursor.execute(joined)
        assert cursor.fetchone()[0] == 17
    factories.move(vote, "after")
    services.close_vote(vote=vote)
    with connection.cursor() as cursor:
        cursor.execute(joined)
        assert cursor.fetchone()[0] == 0
        cursor.execute("SELECT xmin::text FROM votes_rollentry UNION SELECT xmin::text FROM votes_ballot")
        assert len(cursor.fetchall()) == 1


def test_closing_clears_what_is_deleted():
    vote = factories.voted()
    factories.move(vote, "after")
    services.close_vote(vote=vote)
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_stat_user_tables WHERE last_vacuum IS NOT NULL ORDER BY relname")
        assert [row[0] for row in cursor.fetchall()] == ["votes_ballot", "votes_rollentry"]
