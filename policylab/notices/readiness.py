"""Whether this node may be sent readers to, and whether what is due gets done: for a proxy and for alarms."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import connection

from policylab.core import registries
from policylab.core.clock import db_now
from policylab.core.refs import new_ref

from .models import Heartbeat, OutboxMail

OK = "ok"
SEEN_WITHIN = timedelta(minutes=5)
# Whoever waits for a code waits with it. A mail that failed moves its `due_at`, so one bad address is no backlog.
BACKLOG_AFTER = timedelta(minutes=10)


def readiness() -> dict[str, str]:
    """Each part and what is wrong with it; the database first, because the rest asks it."""
    now = _tried(db_now)
    if not isinstance(now, datetime):
        return {"database": now}
    return {
        "database": OK,
        "cache": _tried(_cache_answers),
        "outbox": _tried(lambda: _outbox(now)),
        "run_due": _tried(lambda: _late_tasks(now)),
    }


def _tried(ask: Callable) -> datetime | str:
    """What exactly failed stands in the log of the part itself; its kind is enough here, and gives no address away."""
    try:
        return ask()
    except Exception as error:
        connection.close_if_unusable_or_obsolete()
        return type(error).__name__


def _cache_answers() -> str:
    name = f"readyz:{new_ref()}"
    cache.set(name, OK, 10)
    found = cache.get(name)
    cache.delete(name)
    return OK if found == OK else "lost what it was given"


def _outbox(now: datetime) -> str:
    waiting = OutboxMail.objects.waiting().filter(due_at__lt=now - BACKLOG_AFTER).count()
    return f"{waiting} mails wait" if waiting else OK


def _late_tasks(now: datetime) -> str:
    """Each by itself: one task that fails at every round must not hide behind the others."""
    seen = set(Heartbeat.objects.filter(ran_at__gte=now - SEEN_WITHIN).values_list("name", flat=True))
    late = [name for name in registries.due if name not in seen]
    return f"not seen lately: {', '.join(late)}" if late else OK
