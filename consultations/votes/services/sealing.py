"""Sealing, while a vote runs: marks and ballots are written anew in an order drawn by lot, all by one transaction.

A mark and its ballot are written by one transaction and lie where they were written, so that whoever reads the tables as their
owner could join them (docs/ballot-secrecy.md). After a seal they cannot: all rows were written by the seal. `run_due` calls it.

Not after every ballot: two looks at tables between which one ballot came would say whose it is. Twenty at least, and of a large
vote the fiftieth part, so that the work stays in proportion. Nobody waits for it longer than a second by day. So of more than
`MANY` only the ballots are written anew by day, which already ends the join, and the marks by night, when a few may wait
longer: their lines point to other tables, and the database looks each up. Beyond `LARGE` there are seals by night only, and
every vote has one at its closing.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from time import monotonic
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from consultations.votes.enums import VoteStatus
from consultations.votes.models import Vote
from policylab.core.after import after_commit
from policylab.core.clock import db_now

from . import sweeping
from ._locks import locked_vote, shut
from ._rows import rewrite_ballots, rewrite_marks

LEAST, PART = 20, 50
MANY, LARGE = 10_000, 25_000
NIGHT = range(1, 5)  # hours where the site stands
BY_DAY, BY_NIGHT = 1.0, 30.0  # seconds

logger = logging.getLogger(__name__)


class TooSlow(Exception):
    """The seal took longer than people may wait; nothing was changed by it."""


def seal_due_votes() -> int:
    """Every running vote with enough new ballots. One that fails changes nothing, and is tried again."""
    now, sealed = db_now(), 0
    for vote in Vote.objects.filter(status=VoteStatus.OPENED).order_by("pk"):
        if not is_due(vote.ballots.count(), vote.sealed, now):
            continue
        try:
            sealed += seal_vote(vote=vote, within=BY_NIGHT if is_night(now) else BY_DAY)
        except (TooSlow, DatabaseError):
            logger.warning("The vote %s was not sealed in time; it will be tried again", vote.ref)
    return sealed


def is_due(ballots: int, sealed: int, now: datetime) -> bool:
    if ballots > LARGE and not is_night(now):
        return False
    return ballots - sealed >= max(LEAST, ballots // PART)


def is_night(now: datetime) -> bool:
    return timezone.localtime(now, timezone.get_default_timezone()).hour in NIGHT


@transaction.atomic
def seal_vote(*, vote: Vote, within: float = BY_DAY) -> bool:
    """Whether this call sealed it: not where it is closed, or somebody else was first."""
    with hurrying(within):
        vote = locked_vote(vote)
        shut(vote.pk)
        ballots = vote.ballots.count()
        if vote.status != VoteStatus.OPENED or ballots - vote.sealed < LEAST:
            return False
        rewrite_ballots(vote)
        if ballots <= MANY or within >= BY_NIGHT:
            rewrite_marks(vote)
        Vote.objects.filter(pk=vote.pk).update(sealed=ballots, unswept=True)
    after_commit(sweeping.sweep_due_votes)
    return True


@contextmanager
def hurrying(seconds: float) -> Iterator[None]:
    """Each question gets the time that is left; PostgreSQL breaks off by itself, keys to other tables looked up included."""
    end = monotonic() + seconds

    def hurried(execute: Callable, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        left = end - monotonic()
        if left <= 0:
            raise TooSlow
        if connection.vendor == "postgresql":
            execute(f"SET LOCAL statement_timeout = {max(1, int(1000 * left))}", None, False, context)
        return execute(sql, params, many, context)

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with connection.execute_wrapper(hurried):
        yield
