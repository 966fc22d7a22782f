"""Dates already filled in when an officer comes to the third step, and the rules an order of phases must keep."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext as _

from policylab.territories.models import Territory

from .enums import PhaseKind

Span = tuple[datetime, datetime]
Schedule = dict[str, Span]

OPENS, CLOSES = time(9, 0), time(18, 0)
# Three weeks to write, two more to discuss, two to vote, a month to answer, half a year to deliver.
# Source of the lengths: what adhocracy+ and Decidim installations commonly set; an officer changes them freely.
USUAL = {
    PhaseKind.PROPOSE: 21,
    PhaseKind.DISCUSS: 35,
    PhaseKind.VOTE: 14,
    PhaseKind.ANSWER: 30,
    PhaseKind.DELIVER: 182,
}
PAUSE = 3  # days between the last word of the discussion and the first ballot: the texts are put to the vote
# A consultation can do without a vote and without delivering; never without an answer.
NEEDED = (PhaseKind.PROPOSE, PhaseKind.DISCUSS, PhaseKind.ANSWER)
# Nothing opens or closes on a day when nobody is at the town hall to help: Friday and Saturday in some countries, Saturday
# and Sunday in the others (Unicode CLDR, weekData).
WEEKEND = {5, 6}
WEEKENDS = {code: {4, 5} for code in ("BH", "DZ", "EG", "IQ", "JO", "LY", "PS", "QA", "SA", "SY", "YE")}


def weekend_of(territory: Territory) -> set[int]:
    """By the country the place lies in; days counted from Monday, 0."""
    return WEEKENDS.get(territory.path.partition("/")[0], WEEKEND)


def usual_schedule(now: datetime, weekend: set[int], days: Mapping[PhaseKind, int] = USUAL) -> Schedule:
    """Phases that begin on the next working day after `now`, each as long as `days` says; discussing opens with the first plan,
    and plans are written once what was asked is known.

    A phase that `days` does not name does not take place.
    """

    working = partial(_working_day, weekend)
    start = working(timezone.localtime(now).date(), 1)
    found: Schedule = {}
    if PhaseKind.ASK in days:
        asked = working(start, days[PhaseKind.ASK])
        found[PhaseKind.ASK] = (_at(start, OPENS), _at(asked, CLOSES))
        start = working(asked, 1)
    written, last = (working(start, days[kind]) for kind in (PhaseKind.PROPOSE, PhaseKind.DISCUSS))
    found |= {
        PhaseKind.PROPOSE: (_at(start, OPENS), _at(written, CLOSES)),
        PhaseKind.DISCUSS: (_at(start, OPENS), _at(last, CLOSES)),
    }
    if PhaseKind.VOTE in days:
        ballot = working(last, PAUSE)
        last = working(ballot, days[PhaseKind.VOTE])
        found[PhaseKind.VOTE] = (_at(ballot, OPENS), _at(last, CLOSES))
    for kind in (PhaseKind.ANSWER, PhaseKind.DELIVER):
        if kind in days:
            before, last = last, working(last, days[kind])
            found[kind] = (_at(before, CLOSES), _at(last, CLOSES))
    return found


def _working_day(weekend: set[int], day: date, days: int) -> date:
    """So many days later, or the first one after when somebody is at the town hall."""
    day += timedelta(days=days)
    while day.weekday() in weekend:
        day += timedelta(days=1)
    return day


def faults_of(schedule: Mapping[str, Span]) -> dict[str, str]:
    """What is wrong with the order of phases: {field name: sentence}; fields are `<kind>_opens` and `<kind>_closes`."""
    found = {}
    for kind, (opens, closes) in schedule.items():
        if closes <= opens:
            found[f"{kind}_closes"] = _("“%(phase)s” must close later than it opens.") % {
                "phase": PhaseKind(kind).label
            }
    for earlier, later, sentence in _orders():
        if {earlier, later} <= schedule.keys() and schedule[later][0] < schedule[earlier][1]:
            found.setdefault(f"{later}_opens", sentence)
    if not {PhaseKind.PROPOSE, PhaseKind.DISCUSS} <= schedule.keys():
        return found
    if schedule[PhaseKind.DISCUSS][0] < schedule[PhaseKind.PROPOSE][0]:
        found.setdefault(f"{PhaseKind.DISCUSS}_opens", _("There is nothing to discuss before plans may be written."))
    if schedule[PhaseKind.DISCUSS][1] < schedule[PhaseKind.PROPOSE][1]:
        found.setdefault(f"{PhaseKind.DISCUSS}_closes", _("Leave people time to discuss the last plan."))
    return found


def over_already(schedule: Mapping[str, Span], now: datetime) -> dict[str, str]:
    """A draft may have waited: nobody could write a plan any more."""
    if schedule[PhaseKind.PROPOSE][1] > now:
        return {}
    return {f"{PhaseKind.PROPOSE}_closes": _("The time to write plans is already over: choose later dates.")}


def _orders() -> list[tuple[str, str, str]]:
    before_vote = _("The vote begins when the discussion has ended, so that nobody votes on a text that still changes.")
    return [
        (PhaseKind.ASK, PhaseKind.ANSWER, _("The answer comes after the questionnaire has ended.")),
        (PhaseKind.ASK, PhaseKind.DELIVER, _("Delivering comes after the questionnaire has ended.")),
        (PhaseKind.DISCUSS, PhaseKind.VOTE, before_vote),
        (PhaseKind.VOTE, PhaseKind.ANSWER, _("The answer comes after the vote has ended.")),
        (PhaseKind.VOTE, PhaseKind.DELIVER, _("Delivering comes after the vote has ended.")),
        (PhaseKind.DISCUSS, PhaseKind.ANSWER, _("The answer comes after the discussion has ended.")),
        (PhaseKind.DISCUSS, PhaseKind.DELIVER, _("Delivering comes after the discussion has ended.")),
    ]


def _at(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))
