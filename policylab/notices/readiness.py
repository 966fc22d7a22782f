"""Whether this node may be sent readers to, and whether what is due gets done: for a proxy, for alarms, for an administrator."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.models import Min

from policylab.core import registries
from policylab.core.clock import db_now
from policylab.core.refs import new_ref
from search.health import elasticsearch_answers

from .models import Heartbeat, OutboxMail

SEEN_WITHIN = timedelta(minutes=5)
# Whoever waits for a code waits with it. A mail that failed moves its `due_at`, so one bad address is no backlog.
BACKLOG_AFTER = timedelta(minutes=10)
Answer = TypeVar("Answer")
DATABASE, CACHE, OUTBOX, RUN_DUE = "database", "cache", "outbox", "run_due"
ELASTICSEARCH = "elasticsearch"


@dataclass(frozen=True)
class Part:
    """A part of the site. What is wrong, and since when, is for administrators: strangers are told whether it is well."""

    name: str
    well: bool
    wrong: str = ""
    since: datetime | None = None


def readiness() -> list[Part]:
    """The database first, because the rest asks it."""
    database, now = _tried(DATABASE, db_now)
    if now is None:
        return [database]
    asked: dict[str, Callable[[], Part]] = {
        CACHE: _cache,
        OUTBOX: lambda: _outbox(now),
        RUN_DUE: lambda: _run_due(now),
        **{name: _asking(name, works) for name, works in registries.ready.items()},
    }
    return [database, *(found or broken for broken, found in (_tried(name, ask) for name, ask in asked.items()))]


def readiness_for_administrators() -> list[Part]:
    """And what readers do not notice: without Elasticsearch the database answers searches."""
    if not settings.POLICYLAB_ELASTICSEARCH:
        return readiness()
    return [*readiness(), Part(ELASTICSEARCH, elasticsearch_answers())]


def _tried(name: str, ask: Callable[[], Answer]) -> tuple[Part, Answer | None]:
    """What exactly failed stands in the log of the part itself; its kind is enough here, and gives no address away."""
    try:
        return Part(name, True), ask()
    except Exception as error:
        connection.close_if_unusable_or_obsolete()
        return Part(name, False, type(error).__name__), None


def _asking(name: str, works: Callable[[], bool]) -> Callable[[], Part]:
    return lambda: Part(name, works())


def _cache() -> Part:
    name = f"readyz:{new_ref()}"
    cache.set(name, "here", 10)
    found = cache.get(name)
    cache.delete(name)
    return Part(CACHE, found == "here")


def _outbox(now: datetime) -> Part:
    late = OutboxMail.objects.waiting().filter(due_at__lt=now - BACKLOG_AFTER)
    waiting = late.count()
    since = late.aggregate(since=Min("due_at"))["since"] if waiting else None
    return Part(OUTBOX, not waiting, str(waiting) if waiting else "", since)


def _run_due(now: datetime) -> Part:
    """Each by itself: one task that fails at every round must not hide behind the others."""
    ran = dict(Heartbeat.objects.filter(name__in=registries.due).values_list("name", "ran_at"))
    late = [name for name in registries.due if name not in ran or ran[name] < now - SEEN_WITHIN]
    return Part(RUN_DUE, not late, ", ".join(late), min((ran[name] for name in late if name in ran), default=None))
