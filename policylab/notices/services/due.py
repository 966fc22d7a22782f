"""What is due happens: votes close, mail leaves, the index catches up. Each task stands alone."""

import logging
from collections.abc import Iterable

from django.db import connection

from policylab.core import registries
from policylab.core.clock import db_now
from policylab.notices.models import Heartbeat

logger = logging.getLogger(__name__)


def run_due_tasks(*, names: Iterable[str] = ()) -> tuple[dict[str, int], dict[str, Exception]]:
    """Runs what upper and lower packages registered: how much each did, and which failed, to be tried at the next call.

    A task is safe twice and in two places at once by its own locks, so none is held here.
    """
    wanted = set(names) or set(registries.due)
    done: dict[str, int] = {}
    failed: dict[str, Exception] = {}
    for name, task in registries.due.items():
        if name not in wanted:
            continue
        try:
            done[name] = task()
            record_heartbeat(name=name, did=done[name])
        except Exception as error:
            logger.exception("What is due failed: %s", name)
            failed[name] = error
            connection.close_if_unusable_or_obsolete()
    return done, failed


def record_heartbeat(*, name: str, did: int) -> None:
    """An upsert: two places may come to their first end at the same time."""
    beat = Heartbeat(name=name, ran_at=db_now(), did=did)
    Heartbeat.objects.bulk_create(
        [beat], update_conflicts=True, unique_fields=["name"], update_fields=["ran_at", "did"]
    )
