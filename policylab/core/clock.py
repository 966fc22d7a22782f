"""One clock: the database's. Rules compare dates with `db_now()`, read after the object's lock is held (DESIGN 3).

PostgreSQL's `now()` is the start of the transaction, so the reading is `clock_timestamp()` there: a ballot that waited
for the lock until after closing must see that the vote has closed.
"""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from django.db import connection
from django.db.models import DateTimeField, Func

SQLITE_FORMAT = "%Y-%m-%d %H:%M:%f"
SQLITE_INSTANT = f"SELECT strftime('{SQLITE_FORMAT}', 'now')"


class Stage(StrEnum):
    """Where something stands in time; computed from its dates, never stored."""

    UPCOMING = "upcoming"
    OPEN = "open"
    CLOSED = "closed"


def db_now() -> datetime:
    """The database's present instant, aware, in UTC."""
    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()" if postgres else SQLITE_INSTANT)
        return instant(cursor.fetchone()[0])


def instant(value: datetime | str) -> datetime:
    """What a database answered, SQLite in words."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


class Instant(Func):
    """The same within a query that reads something else as well: `rows.annotate(now=Instant())`."""

    template, arity, output_field = "clock_timestamp()", 0, DateTimeField()

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return "strftime(%s, 'now')", (SQLITE_FORMAT,)


def stage_between(opens_at: datetime | None, closes_at: datetime | None, now: datetime) -> Stage:
    """The stage of anything with two dates: open from `opens_at` on, closed from `closes_at` on; no dates = upcoming."""
    if opens_at is None or now < opens_at:
        return Stage.UPCOMING
    if closes_at is not None and now >= closes_at:
        return Stage.CLOSED
    return Stage.OPEN
