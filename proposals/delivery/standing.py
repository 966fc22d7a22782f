"""Where a milestone stands on a day, and what may be shown of a reading: pure, from the rows alone."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from .enums import State
from .models import Measurement, Milestone

HIDDEN_UNDER = 5


def today_of(now: datetime) -> date:
    """The day at the place of the lab; a promise for a day may be kept until its end."""
    return timezone.localtime(now).date()


def start_of(day: date) -> datetime:
    """The instant a day begins there."""
    return timezone.make_aware(datetime.combine(day, time()))


def state_of(milestone: Milestone, today: date) -> State:
    if milestone.done_on:
        return State.DONE
    if today > milestone.due_on:
        return State.LATE
    return State.RUNNING if today >= milestone.begins_on else State.TO_COME


def days_late(milestone: Milestone, today: date) -> int:
    """Against the first promise, so that moving a date makes nobody punctual; 0 while that is kept."""
    return max(((milestone.done_on or today) - milestone.first_due_on).days, 0)


@dataclass(frozen=True)
class Parts:
    """Women, men and those not said, of one reading."""

    women: int
    men: int
    others: int


def parts_shown(reading: Measurement) -> Parts | None:
    """Women and men apart, unless that would tell of fewer than five people (DESIGN 4.11).

    Each cell can be had from the total and the two others, so one small cell hides them all. Where nobody is left beside
    women and men, there is no third cell to hide.
    """
    if reading.women is None or reading.men is None:
        return None
    parts = Parts(reading.women, reading.men, reading.total - reading.women - reading.men)
    small = min(parts.women, parts.men) < HIDDEN_UNDER or 0 < parts.others < HIDDEN_UNDER
    return None if small else parts
