"""A line of the roll with its vote as it stands now: what every ballot asks first, and asks again inside the door of its vote.

What the opening fixed the process remembers (`opened`); what may still change is read as bare values, by questions composed once.
To put five rows together as objects, again for each ballot, takes Django longer than all that the database does for it.
"""

from copy import copy
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from policylab.core.clock import Instant
from policylab.core.composed import Composed

from .models import RollEntry, Vote
from .opened import vote_as_opened

_CONSULTATION = "vote__phase__consultation"
_OWN = ("key", "college", "user_id", "organisation_id", "has_voted")
_MAY_CHANGE = (
    *("vote__status", "vote__phase__opens_at", "vote__phase__closes_at"),
    *(f"{_CONSULTATION}__status", f"{_CONSULTATION}__round__paused_at"),
)


def _lines(**of: Any) -> QuerySet:
    return RollEntry.objects.filter(**of).values(*_OWN, "vote_id", "vote__seed", *_MAY_CHANGE, now=Instant())


_own_in = Composed(
    lambda user, ref: _lines(user=user, **{f"{_CONSULTATION}__ref": ref}).order_by("vote__phase__position"), -1, "ref"
)
_with_key = Composed(lambda key: _lines(pk=key), "key")


def line_of(user: Any, ref: str) -> RollEntry | None:
    """Oneself, in the vote of this consultation. Before the opening nobody is on a roll."""
    return _read(_own_in.first(user.pk, ref))


def line_by_key(key: str) -> RollEntry | None:
    return _read(_with_key.first(key))


def now_of(line: RollEntry) -> datetime:
    """The instant at which a line read here, and its vote, stood so."""
    return line.vote.now


def _read(row: dict[str, Any] | None) -> RollEntry | None:
    if row is None:
        return None
    line = RollEntry(**{name: row[name] for name in _OWN}, vote=_standing(row))
    line._state.adding = False
    return line


def _standing(row: dict[str, Any]) -> Vote:
    """Copies: another request of this process may hold the same vote at another moment."""
    vote = copy(vote_as_opened(row["vote_id"], row["vote__seed"]))
    vote.phase = phase = copy(vote.phase)
    phase.consultation = consultation = copy(phase.consultation)
    vote.status, vote.now = row["vote__status"], row["now"]
    phase.opens_at, phase.closes_at = row["vote__phase__opens_at"], row["vote__phase__closes_at"]
    consultation.status = row[f"{_CONSULTATION}__status"]
    consultation.round = copy(consultation.round)  # an opened consultation has one, and always the same
    consultation.round.paused_at = row[f"{_CONSULTATION}__round__paused_at"]
    return vote
