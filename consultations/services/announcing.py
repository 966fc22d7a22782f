"""What opens and what closes soon is announced, once; `run_due` calls it. Rooms announce the phases that are theirs."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from consultations import telling
from consultations.enums import ConsultationStatus
from consultations.models import Phase
from consultations.selectors import dates_of
from policylab.core.clock import db_now

SOON = timedelta(days=2)
Tell = Callable[[Phase, datetime | None], None]


def announce_phases() -> int:
    return announce_beginnings(telling.BEGINS, telling.phase_begins) + announce_ends(
        telling.ENDS, telling.phase_ends_soon
    )


def announce_beginnings(kinds: Collection[str], tell: Tell, among: Q | None = None) -> int:
    """Those that opened within the last two days: what is older is no news, even where `run_due` stood still."""
    now = db_now()
    phases = _phases(kinds, among).filter(_dated("opens_at", now - SOON, now), told_beginning_at=None)
    return sum(_once(phase, "told_beginning_at", tell) for phase in phases if (dates_of(phase)[0] or now) >= now - SOON)


def announce_ends(kinds: Collection[str], tell: Tell, among: Q | None = None) -> int:
    """Two days before. Phases that are short themselves say their end when they open."""
    now = db_now()
    phases = _phases(kinds, among).filter(_dated("closes_at", now, now + SOON), told_end_at=None)
    return sum(_once(phase, "told_end_at", tell) for phase in phases if _is_long(phase) and _ends_soon(phase, now))


def _phases(kinds: Collection[str], among: Q | None) -> QuerySet[Phase]:
    running = Phase.objects.filter(
        kind__in=list(kinds), consultation__status=ConsultationStatus.OPENED, consultation__round__paused_at=None
    )
    found = running.filter(among) if among else running
    return found.select_related("consultation").prefetch_related("windows").order_by("pk").distinct()


def _dated(field: str, after: datetime, until: datetime) -> Q:
    """Its own date, or that of one of its windows."""
    between = {"gt": after, "lte": until}
    own = Q(**{f"{field}__{word}": moment for word, moment in between.items()})
    return own | Q(**{f"windows__{field}__{word}": moment for word, moment in between.items()})


def _is_long(phase: Phase) -> bool:
    opens, closes = dates_of(phase)
    return bool(opens and closes and closes - opens > 2 * SOON)


def _ends_soon(phase: Phase, now: datetime) -> bool:
    opens, closes = dates_of(phase)
    return bool(opens and closes and opens <= now < closes <= now + SOON)


@transaction.atomic
def _once(phase: Phase, field: str, tell: Tell) -> bool:
    """The update can be won by one process only, and goes back with its transaction where telling fails."""
    if not Phase.objects.filter(pk=phase.pk, **{field: None}).update(**{field: db_now()}):
        return False
    tell(phase, dates_of(phase)[1])
    return True
