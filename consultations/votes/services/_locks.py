"""Locks, and in which order they are taken; only with the lock held is the clock read.

Whoever casts comes in by the door of the vote, which stands open to as many as like: a town can vote at once. Sealing and
closing take the vote's row and then shut its door: they wait for those that are inside, and who comes after them finds the
roll written anew, or the vote closed. The vote's row is locked FOR NO KEY UPDATE, because a ballot being inserted holds a
key share of its vote and would wait for ever.

A door and not the rows: a row lock is written into the row, where it would stand beside the ballot cast by the same
transaction (docs/ballot-secrecy.md), and locking a roll of 400,000 takes longer than counting it.
"""

from django.db import connection

from consultations.models import Consultation
from consultations.votes.models import Vote

# Our number among the advisory locks of PostgreSQL; the second number is the vote.
DOOR = 0x566F7465
_WITH = ("phase__consultation__organisation", "phase__consultation__territory", "phase__consultation__round")


def locked_consultation(consultation: Consultation) -> Consultation:
    rows = Consultation.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("organisation", "territory", "round").get(pk=consultation.pk)


def locked_vote(vote: Vote) -> Vote:
    """Lock, then read, in two statements: joined to the locked row PostgreSQL would give the dates that stood before the wait."""
    Vote.objects.select_for_update(no_key=True).only("pk").get(pk=vote.pk)
    return Vote.objects.select_related(*_WITH).get(pk=vote.pk)


def enter(vote_pk: int) -> None:
    """To cast, or to change a line of the roll. SQLite has one writer at a time and needs no door."""
    _at_the_door("pg_advisory_xact_lock_shared", vote_pk)


def shut(vote_pk: int) -> None:
    """To write the whole roll anew, until the end of the transaction."""
    _at_the_door("pg_advisory_xact_lock", vote_pk)


def _at_the_door(lock: str, vote_pk: int) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {lock}(%s, %s)", [DOOR, vote_pk])
