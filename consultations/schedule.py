"""Dates already filled in when an officer comes to the third step, and the rules an order of phases must keep."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from .enums import PhaseKind

Span = tuple[datetime, datetime]
Schedule = dict[str, Span]

OPENS, CLOSES = time(9, 0), time(18, 0)
# Three weeks to write, two more to discuss, two to vote, a month to answer, half a year to deliver.
# Source of the lengths: what adhocracy+ and Decidim installations commonly set; an officer changes them freely.
WRITE, DISCUSS, PAUSE, VOTE, ANSWER, DELIVER = 21, 35, 3, 14, 30, 182
WEEKEND = {5, 6}  # Saturday and Sunday: nothing closes when nobody is at the town hall to help


def usual_schedule(now: datetime) -> Schedule:
    """Phases that begin on the next working day after `now`; discussing opens with the first plan."""
    start = _working_day(timezone.localtime(now).date() + timedelta(days=1))
    written = _working_day(start + timedelta(days=WRITE))
    discussed = _working_day(start + timedelta(days=DISCUSS))
    ballot = _working_day(discussed + timedelta(days=PAUSE))
    counted = _working_day(ballot + timedelta(days=VOTE))
    answered = _working_day(counted + timedelta(days=ANSWER))
    return {
        PhaseKind.PROPOSE: (_at(start, OPENS), _at(written, CLOSES)),
        PhaseKind.DISCUSS: (_at(start, OPENS), _at(discussed, CLOSES)),
        PhaseKind.VOTE: (_at(ballot, OPENS), _at(counted, CLOSES)),
        PhaseKind.ANSWER: (_at(counted, CLOSES), _at(answered, CLOSES)),
        PhaseKind.DELIVER: (_at(answered, CLOSES), _at(_working_day(answered + timedelta(days=DELIVER)), CLOSES)),
    }


def faults_of(schedule: Mapping[str, Span]) -> dict[str, str]:
    """What is wrong with the order of phases: {field name: sentence}; fields are `<kind>_opens` and `<kind>_closes`."""
    found = {}
    for kind, (opens, closes) in schedule.items():
        if closes <= opens:
            found[f"{kind}_closes"] = _("This must be later than the opening of the same phase.")
    for earlier, later, sentence in _orders():
        if schedule[later][0] < schedule[earlier][1]:
            found.setdefault(f"{later}_opens", sentence)
    if schedule[PhaseKind.DISCUSS][0] < schedule[PhaseKind.PROPOSE][0]:
        found.setdefault(f"{PhaseKind.DISCUSS}_opens", _("There is nothing to discuss before plans may be written."))
    if schedule[PhaseKind.DISCUSS][1] < schedule[PhaseKind.PROPOSE][1]:
        found.setdefault(f"{PhaseKind.DISCUSS}_closes", _("Leave people time to discuss the last plan."))
    return found


def _orders() -> list[tuple[str, str, str]]:
    before_vote = _("The vote begins when the discussion has ended, so that nobody votes on a text that still changes.")
    return [
        (PhaseKind.DISCUSS, PhaseKind.VOTE, before_vote),
        (PhaseKind.VOTE, PhaseKind.ANSWER, _("The answer comes after the vote has ended.")),
        (PhaseKind.VOTE, PhaseKind.DELIVER, _("Delivering comes after the vote has ended.")),
    ]


def _working_day(day):
    while day.weekday() in WEEKEND:
        day += timedelta(days=1)
    return day


def _at(day, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))
