"""What must hold in a town on the day: clocks, seasons, seals, and two of everything at once. Large figures: tests/load."""

import os
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone, translation

from consultations.forms import Moment
from consultations.votes import receipts, services
from consultations.votes.models import Ballot, Result, RollEntry, Vote
from consultations.votes.selectors import VoteStage, stage_of_vote, votes_due
from consultations.votes.services import _locks, close_due_votes, sealing
from consultations.votes.services.casting import VoteClosed
from policylab.directory.enums import College

from . import factories
from .pages import address, words
from .test_races import all_at_once, casting

POSTGRESQL = [pytest.mark.pg, pytest.mark.django_db(transaction=True)]
ROOT = Path(configured.BASE_DIR)


def marked(*marks):
    def all_of(test):
        for mark in marks:
            test = mark(test)
        return test

    return all_of


# --- many at once ---------------------------------------------------------------------------------------------------
@marked(*POSTGRESQL)
def test_eight_places_cast_twice_and_change_their_mind_while_two_seal():
    """240 ballots; each tenth is sent by two places at once with one code, each twentieth is replaced afterwards."""
    vote = factories.opened(people=240)
    entries = factories.entries(vote, College.CITIZEN)
    handed = {entry.pk: services.hand_out_code(entry=entry) for entry in entries}
    twice, changed = set(handed) & set(sorted(handed)[::10]), set(sorted(handed)[::20])
    casting_still = set(range(8))

    def place(number):
        def run():
            try:
                for position, entry in enumerate(entries):
                    if position % 8 == number or (entry.pk in twice and (position + 1) % 8 == number):
                        casting(entry, "A", handed[entry.pk])()
            finally:
                casting_still.remove(number)

        return run

    def seal():
        while casting_still:
            services.sealing.seal_vote(vote=Vote.objects.get(pk=vote.pk))

    assert all_at_once([seal, seal, *map(place, range(8))]) == [None] * 10
    acts = [casting(fresh(entry), "BC", handed[entry.pk]) for entry in entries if entry.pk in changed]
    assert all_at_once(acts) == [None] * len(changed)
    expected = {code.code: ["B", "C"] if pk in changed else ["A"] for pk, code in handed.items()}
    assert {one.receipt_hash: one.choices for one in Ballot.objects.all()} == hashed(vote, expected)
    assert Ballot.objects.count() == RollEntry.objects.filter(has_voted=True).count() == 240


def hashed(vote, by_code):
    return {receipts.receipt_hash(vote_ref=vote.ref, code=code): kept for code, kept in by_code.items()}


def fresh(entry):
    return RollEntry.objects.select_related("vote__phase__consultation", "user", "organisation").get(pk=entry.pk)


def waiting_at_the_door():
    """Whether somebody is held by the lock of a vote."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND NOT granted", [_locks.DOOR]
        )
        return cursor.fetchone()[0] > 0


def until(true):
    for _turn in range(400):
        if true():
            return True
        time.sleep(0.025)
    return False


@marked(*POSTGRESQL)
@pytest.mark.parametrize("what", ["seal", "close"])
def test_who_writes_the_roll_anew_waits_for_a_ballot_under_way(what):
    """Without the lock that shuts the door it would go by, and the ballot would stand beside its mark afterwards."""
    vote = factories.voted(people=40, citizen=("A",) * 30)
    last = next(one for one in factories.entries(vote, College.CITIZEN) if not one.has_voted)
    act = casting(last, "B")
    cast, go_on, passed = threading.Event(), threading.Event(), threading.Event()

    def cast_slowly():
        with transaction.atomic():
            act()
            cast.set()
            go_on.wait(30)

    def write_anew():
        cast.wait(30)
        if what == "close":
            factories.move(vote, "after")
        assert sealing.seal_vote(vote=vote, within=60) if what == "seal" else services.close_vote(vote=vote)
        passed.set()

    def watch():
        cast.wait(30)
        held = until(waiting_at_the_door)
        went_by = passed.is_set()
        go_on.set()
        assert held
        assert not went_by

    assert all_at_once([cast_slowly, write_anew, watch]) == [None] * 3
    assert Ballot.objects.count() == 40


@marked(*POSTGRESQL)
def test_a_submit_that_waits_while_the_vote_is_closed_is_refused_with_its_reason():
    vote = factories.voted(people=30)
    late = next(one for one in factories.entries(vote, College.CITIZEN) if not one.has_voted)
    act, shut, refused = casting(late, "A"), threading.Event(), []

    def close():
        with transaction.atomic():
            _locks.locked_vote(vote)
            _locks.shut(vote.pk)
            shut.set()
            assert until(waiting_at_the_door)
            factories.move(vote, "after")
            assert services.close_vote(vote=vote)

    def submit():
        shut.wait(30)
        try:
            with translation.override("en"):
                act()
        except VoteClosed as error:
            refused.append(str(error))

    ballots = Ballot.objects.count()
    assert all_at_once([close, submit]) == [None] * 2
    assert len(refused) == 1
    assert "Nothing was cast" in refused[0]
    assert Ballot.objects.count() == ballots == Result.objects.get().outcome["papers"]["citizen"] + 9


@pytest.mark.django_db(transaction=True)
def test_run_due_in_two_processes_at_once_counts_once():
    vote = factories.voted()
    factories.move(vote, "after")
    running = [subprocess.Popen(**run_due()) for _n in range(2)]
    said = [one.communicate(timeout=120)[0] for one in running]
    assert [one.returncode for one in running] == [0, 0], said
    assert Result.objects.count() == 1
    assert Ballot.objects.count() == 17
    assert not Ballot.objects.exclude(owner_hash="").exists()


def run_due():
    """On the database of this test, with settings of its own process."""
    held = connection.settings_dict
    given = {"POLICYLAB_DB": held["NAME"], "DJANGO_SETTINGS_MODULE": "policylab.settings.dev"}
    if connection.vendor == "postgresql":
        where = f"{held['USER']}:{held['PASSWORD']}@{held['HOST']}:{held['PORT']}"
        given["POLICYLAB_DATABASE"] = f"postgresql://{where}/{held['NAME']}"
    return {
        "args": [sys.executable, "manage.py", "run_due", "votes"],
        "cwd": ROOT,
        "env": os.environ | given,
        "stdout": subprocess.PIPE,
        "stderr": subprocess.STDOUT,
        "text": True,
    }


# --- clocks ---------------------------------------------------------------------------------------------------------
@pytest.fixture(params=[timedelta(days=-2), timedelta(days=2)], ids=["two days slow", "two days fast"])
def wrong_clock(request, monkeypatch):
    """Of the web server; the database keeps its own."""
    right, seconds = timezone.now, time.time
    monkeypatch.setattr(timezone, "now", lambda: right() + request.param)
    monkeypatch.setattr(time, "time", lambda: seconds() + request.param.total_seconds())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("to", "status", "sentence"),
    [("before", 409, "has not begun"), ("during", 200, "Your ballot is cast"), ("after", 409, "The vote closed on")],
)
def test_a_web_server_whose_clock_is_wrong_opens_and_closes_nothing(client, wrong_clock, to, status, sentence):
    vote = factories.opened(to=to)
    entry = factories.entries(vote, College.CITIZEN)[0]
    client.force_login(entry.user)
    handed = services.hand_out_code(entry=entry)
    page = client.post(address(vote, "cast", "me"), {"choices": ["A"], **vars(handed)})
    assert (page.status_code, Ballot.objects.count()) == (status, int(to == "during"))
    assert sentence in words(page)
    assert close_due_votes() == int(to == "after")
    said = {"before": "begins soon", "during": "vote is open", "after": "counted"}[to]
    assert said in words(Client().get(address(vote), follow=True))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("opens", "closes", "at"),
    [
        # Clocks go from 2 to 3 on 28 March 2027, and from 3 to 2 on 31 October.
        ("2027-03-26T08:00", "2027-03-29T20:00", ("2027-03-26T07:00", "2027-03-29T18:00")),
        ("2027-10-29T08:00", "2027-11-01T20:00", ("2027-10-29T06:00", "2027-11-01T19:00")),
    ],
)
def test_a_vote_across_a_change_of_clocks_opens_and_closes_at_the_hour_that_was_written(
    client, settings, opens, closes, at
):
    settings.TIME_ZONE = "Europe/Rome"
    vote = factories.opened(to="before")
    vote.phase.opens_at, vote.phase.closes_at = Moment().clean(opens), Moment().clean(closes)
    vote.phase.save()
    first, end = (datetime.fromisoformat(one).replace(tzinfo=UTC) for one in at)
    vote, second = factories.again(vote), timedelta(seconds=1)
    stages = [stage_of_vote(vote, moment) for moment in (first - second, first, end - second, end)]
    assert stages == [VoteStage.UPCOMING, VoteStage.OPEN, VoteStage.OPEN, VoteStage.COUNTING]
    assert [votes_due(moment).count() for moment in (end - second, end)] == [0, 1]
    assert "08:00" in words(client.get(address(vote)))


@pytest.mark.parametrize("hour", ["2027-03-28T02:30", "2027-10-31T02:30"])
def test_an_hour_that_is_not_there_or_is_there_twice_is_asked_again(settings, hour):
    settings.TIME_ZONE = "Europe/Rome"
    with pytest.raises(ValidationError, match=r"couldn.t be interpreted"):
        Moment().clean(hour)
