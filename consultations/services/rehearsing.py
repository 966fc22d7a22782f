"""A consultation as if it were open and in one of its phases, for its officers' eyes: shown, then rolled back."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django.db import transaction

from consultations.enums import ConsultationStatus
from consultations.models import Consultation
from consultations.schedule import Schedule
from consultations.selectors import standing_schedule
from policylab.accounts.models import User
from policylab.core.clock import db_now

from .writing import lay_schedule, locked_draft

Shown = TypeVar("Shown")
# function(officer, the draft as if it were open): rooms open what they prepared; it is rolled back with the rest.
rehearsed_parts: list[Callable[[User, Consultation], None]] = []


def rehearse_consultation(*, user: User, consultation: Consultation, kind: str, show: Callable[[], Shown]) -> Shown:
    """What `show` makes of it in the phase `kind`. Nothing is left behind: no row, no notice, no search document.

    Raises KeyError where the draft has no such phase.
    """
    with transaction.atomic():
        draft = locked_draft(user, consultation)
        now = db_now()
        draft.status, draft.opened_by, draft.opened_at = ConsultationStatus.OPENED, user, now
        draft.save()
        lay_schedule(draft, as_in(standing_schedule(draft), kind, now))
        for open_part in rehearsed_parts:
            open_part(user, draft)
        shown = show()
        transaction.set_rollback(True)
    return shown


def as_in(schedule: Schedule, kind: str, now: datetime) -> Schedule:
    """All dates moved together, so that now is in the middle of that phase's own time, after those that end before it."""
    opens, closes = schedule[kind]
    before = (end for _begin, end in schedule.values() if end < closes)
    start = max(opens, *before, opens)
    later = now - (start + (closes - start) / 2)
    return {one: (span[0] + later, span[1] + later) for one, span in schedule.items()}
