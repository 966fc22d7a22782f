"""Sealing: what joins mark and ballot before it joins them no more after it, and who casts meanwhile loses nothing."""

import random
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection

from consultations.votes import receipts, services
from consultations.votes.models import Ballot, RollEntry, Vote
from consultations.votes.services import sealing, sweeping
from policylab.directory.enums import College

from . import attacks, factories
from .test_races import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)
CAST, LUCK = 200, 15
POSTGRESQL = pytest.mark.pg


def cast_many(vote, number, papers=("A", "B", "AB", "C", "")):
    """Interleaved: people and organisations as they come. Whose ballot is whose, in the order of casting, and the codes."""
    entries = factories.entries(vote, College.CITIZEN) + factories.entries(vote, College.SSE)
    random.Random(1).shuffle(entries)
    codes = {entry.key: factories.cast(entry, papers[n % len(papers)]) for n, entry in enumerate(entries[:number])}
    return {key: Ballot.objects.get(owner_hash=owner(vote, key, code)).key for key, code in codes.items()}, codes


def owner(vote, key, code):
    return receipts.owner_hash(vote_ref=vote.ref, entry_key=key, code=code)


def found(attempts, truth):
    return {name: len(pairs & set(truth.items())) for name, pairs in attempts.items()}


def every_attack(vote, truth):
    order = list(truth)
    tried = {"place": attacks.by_position(vote, order), "dump": attacks.by_dump(vote, order)}
    if connection.vendor == "postgresql":
        return tried | {"transaction": attacks.by_transaction(vote)}
    return tried | {"log": attacks.by_log()}


def test_what_joins_mark_and_ballot_before_the_seal_does_not_after_it():
    vote = factories.opened(people=CAST)
    truth, codes = cast_many(vote, CAST)
    before = found(every_attack(vote, truth), truth)
    assert before["place"] == before["dump"] == CAST
    assert before.get("transaction", CAST) == CAST
    assert before.get("log", CAST) > LUCK * 2  # it begins anew from time to time
    assert sealing.seal_due_votes() == 1
    assert all(right < LUCK for right in found(every_attack(vote, truth), truth).values())
    assert connection.vendor == "postgresql" or log_size() == 0
    assert {key: Ballot.objects.get(owner_hash=owner(vote, key, code)).key for key, code in codes.items()} == truth
    assert (factories.again(vote).sealed, factories.again(vote).unswept) == (CAST, False)


def log_size():
    return Path(connection.settings_dict["NAME"] + "-wal").stat().st_size


def test_a_ballot_replaced_after_the_seal_does_not_lead_to_its_line():
    """Nothing is written into the roll by it, not even a lock."""
    vote = factories.opened(people=30)
    _truth, codes = cast_many(vote, 30)
    sealing.seal_due_votes()
    for key, code in codes.items():
        factories.cast(RollEntry.objects.select_related("vote", "user", "organisation").get(pk=key), "BC", code)
    assert [one.choices for one in Ballot.objects.all()] == [["B", "C"]] * 30
    assert connection.vendor != "postgresql" or not attacks.by_transaction(vote)
    assert sealing.seal_due_votes() == 0  # none is new


def test_twenty_at_least_and_never_twice():
    vote = factories.opened(people=60)
    cast_many(vote, 19)
    assert sealing.seal_due_votes() == 0
    for entry in factories.entries(vote, College.PUBLIC)[:2]:
        factories.cast_named(entry, "A")
    assert sealing.seal_due_votes() == 0  # what is cast by name needs no seal
    factories.cast(next(one for one in factories.entries(vote, College.CITIZEN) if not one.has_voted), "A")
    assert [sealing.seal_due_votes(), sealing.seal_due_votes()] == [1, 0]
    assert RollEntry.objects.filter(has_voted=True).count() == 22


def test_a_large_vote_waits_for_the_night():
    """In Tunis it is an hour later than in UTC."""
    noon, night = datetime(2026, 11, 22, 12, tzinfo=UTC), datetime(2026, 11, 22, 1, tzinfo=UTC)
    assert [sealing.is_due(120, 100, at) for at in (noon, night)] == [True, True]
    assert [sealing.is_due(50_000, 45_000, at) for at in (noon, night)] == [False, True]
    assert not sealing.is_due(10_000, 9_900, noon)  # the fiftieth part


def test_a_seal_that_takes_too_long_changes_nothing():
    vote = factories.opened(people=30)
    cast_many(vote, 30)
    lying = attacks._asked("SELECT key FROM votes_ballot")
    with pytest.raises((sealing.TooSlow, sealing.DatabaseError)):
        sealing.seal_vote(vote=vote, within=0.0001)
    assert attacks._asked("SELECT key FROM votes_ballot") == lying
    assert factories.again(vote).sealed == 0
    assert sealing.seal_vote(vote=vote)


@pytest.mark.sqlite
def test_a_log_that_somebody_reads_is_cut_as_soon_as_they_have_done():
    vote = factories.opened(people=30)
    truth, _codes = cast_many(vote, 30)
    reading, done = threading.Event(), threading.Event()

    def read():
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            cursor.execute("SELECT count(*) FROM votes_ballot")
            reading.set()
            done.wait(10)
            cursor.execute("ROLLBACK")
        connection.close()

    reader = threading.Thread(target=read)
    reader.start()
    reading.wait(10)
    sealing.seal_due_votes()
    assert factories.again(vote).unswept
    assert attacks.by_log() & set(truth.items())
    done.set()
    reader.join()
    assert sweeping.sweep_due_votes() == 1
    assert (factories.again(vote).unswept, log_size()) == (False, 0)


@POSTGRESQL
def test_ballots_cast_and_replaced_while_seals_run_are_all_there():
    """Six places cast a hundred and twenty and change every third; two seal all the time."""
    vote = factories.opened(people=120)
    entries = factories.entries(vote, College.CITIZEN)
    codes, sealed, casting = {}, [], threading.Event()

    def cast(part):
        def run():
            for entry in part:
                codes[entry.key] = factories.cast(entry, "A")
                if int(entry.key, 16) % 3 == 0:
                    factories.cast(
                        RollEntry.objects.select_related("vote", "user").get(pk=entry.pk), "BC", codes[entry.key]
                    )
            if len(codes) == 120:
                casting.set()

        return run

    def seal():
        while not casting.is_set():
            sealed.append(sealing.seal_vote(vote=Vote.objects.get(pk=vote.pk)))

    assert all_at_once([seal, seal, *(cast(entries[start::6]) for start in range(6))]) == [None] * 8
    assert 2 <= sum(sealed) <= 6
    cast_now = {one.owner_hash: one.choices for one in Ballot.objects.all()}
    assert cast_now == {
        owner(vote, key, code): ["B", "C"] if int(key, 16) % 3 == 0 else ["A"] for key, code in codes.items()
    }
    assert RollEntry.objects.filter(has_voted=True).count() == Ballot.objects.count() == 120


@POSTGRESQL
def test_a_vote_that_closes_while_seals_run_is_counted_whole():
    vote = factories.voted(people=40, citizen=("A",) * 40)
    factories.move(vote, "after")
    acts = [lambda: sealing.seal_vote(vote=vote)] * 4 + [lambda: services.close_vote(vote=vote)] * 4
    assert all_at_once(acts) == [None] * 8
    assert factories.again(vote).result.outcome["papers"]["citizen"] == 40
    assert not Ballot.objects.exclude(owner_hash="").exists()
