"""What dates may move, and when: the rules of docs/lifecycle.md as one function of what stands, what is wanted and the instant.

Nothing here reads a clock or a row, so each rule is tried by a table (tests/consultations/test_moving.py).
"""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from .enums import PhaseKind
from .schedule import Schedule, Span, faults_of

# Made when it is said: the language is the reader’s.
Sentences = dict[str, Callable[[], str]]
WRITTEN = (PhaseKind.PROPOSE, PhaseKind.DISCUSS)
OWED = (PhaseKind.ANSWER, PhaseKind.DELIVER)
TAKES_PART = (PhaseKind.ASK, *WRITTEN, PhaseKind.VOTE)
# Counted by themselves when they end: once people were told of one, its time is what was announced, or longer.
COUNTED = (PhaseKind.ASK, PhaseKind.VOTE)


def may_move_opening(kind: str, span: Span, now: datetime, done: Collection[str]) -> bool:
    """One still to come; or that of a phase nobody has acted in, which moves along with those before it."""
    return span[0] > now or (kind not in WRITTEN and kind not in done)


def may_move_closing(kind: str, span: Span, now: datetime, done: Collection[str]) -> bool:
    """Any but that of a vote or a questionnaire which has closed, and of what leads up to a ballot that is already printed."""
    if kind in COUNTED:
        return span[1] > now or kind not in done
    return not (kind in WRITTEN and PhaseKind.VOTE in done)


def why_not_move(
    standing: Mapping[str, Span], wanted: Mapping[str, Span], now: datetime, done: Collection[str]
) -> dict[str, str]:
    """{field name: sentence}, as in `schedule.faults_of`; `done` are the kinds of phase in which somebody has acted.

    A fault of order that stands already, from before there was a rule, hinders no other change.
    """
    found: dict[str, str] = {}
    for kind, span in wanted.items():
        found |= _about_opening(kind, standing[kind], span, now, done)
        found |= _about_closing(kind, standing[kind], span, now, done)
    stands = faults_of(standing)
    return found or {field: sentence for field, sentence in faults_of(wanted).items() if field not in stands}


def _about_opening(kind: str, was: Span, span: Span, now: datetime, done: Collection[str]) -> dict[str, str]:
    if span[0] == was[0]:
        return {}
    name, field = {"phase": PhaseKind(kind).label}, f"{kind}_opens"
    if not may_move_opening(kind, was, now, done):
        return {field: _("“%(phase)s” has begun: when it did stays as it was.") % name}
    if span[0] <= now:
        return {field: _("“%(phase)s” cannot begin in the past.") % name}
    if kind in COUNTED and kind in done and span[0] < was[0]:
        return {field: NEVER_EARLIER[kind]()}
    return {}


def _about_closing(kind: str, was: Span, span: Span, now: datetime, done: Collection[str]) -> dict[str, str]:
    field = f"{kind}_closes"
    if kind in COUNTED and kind in done and span[1] - span[0] < was[1] - was[0]:
        return {field: NEVER_SHORTER[kind]()}
    if span[1] == was[1]:
        return {}
    name = {"phase": PhaseKind(kind).label}
    if not may_move_closing(kind, was, now, done):
        return {field: OVER.get(kind, _too_late_to_write)()}
    if span[1] <= now:
        return {field: _("“%(phase)s” must end at a moment still to come.") % name}
    if was[0] <= now < was[1] and span[1] < was[1]:
        return {field: _("“%(phase)s” is under way: it may end later, never earlier.") % name}
    return {}


def _too_late_to_write() -> str:
    return _("The plans on the ballot are chosen: what is written now could not be voted on.")


NEVER_EARLIER: Sentences = {
    PhaseKind.ASK: lambda: _("People were told when the questionnaire begins: it may begin later, never earlier."),
    PhaseKind.VOTE: lambda: _("People were told when the vote begins: it may begin later, never earlier."),
}
NEVER_SHORTER: Sentences = {
    PhaseKind.ASK: lambda: _("A questionnaire may become longer, never shorter."),
    PhaseKind.VOTE: lambda: _("A vote may become longer, never shorter."),
}
OVER: Sentences = {
    PhaseKind.ASK: lambda: _("The questionnaire is over and counted: nobody reopens it."),
    PhaseKind.VOTE: lambda: _("The vote is over: nobody reopens it."),
}


def moved_along(standing: Mapping[str, Span], wanted: Mapping[str, Span], now: datetime) -> Schedule:
    """Every later date that was left alone, moved by as much as the first one that was changed."""
    moments = [(moment, kind, edge) for kind, span in standing.items() for edge, moment in enumerate(span)]
    changed = [one for one in moments if wanted[one[1]][one[2]] != one[0]]
    if not changed:
        return dict(wanted)
    first, kind, edge = min(changed)
    later = wanted[kind][edge] - first
    moved = {kind: list(span) for kind, span in wanted.items()}
    for moment, kind, edge in moments:
        if moment >= first and moment > now and wanted[kind][edge] == moment:
            moved[kind][edge] = moment + later
    return {kind: (span[0], span[1]) for kind, span in moved.items()}


def after_pause(standing: Mapping[str, Span], paused_at: datetime, now: datetime) -> Schedule:
    """Every date that was still to come when it was paused, later by the pause in whole days, begun ones counted: so that
    nothing becomes shorter, and what closed at six in the evening still does."""
    days = -((paused_at - now) // timedelta(days=1))
    return {
        kind: (_later(span[0], paused_at, days), _later(span[1], paused_at, days)) for kind, span in standing.items()
    }


def _later(moment: datetime, paused_at: datetime, days: int) -> datetime:
    """By the calendar, not by hours: the clocks may change meanwhile."""
    if moment <= paused_at:
        return moment
    local = timezone.localtime(moment).replace(tzinfo=None) + timedelta(days=days)
    return timezone.make_aware(local)


def must_move_along(standing: Mapping[str, Span], paused_at: datetime, now: datetime, done: Collection[str]) -> bool:
    """A vote or a questionnaire that people were told of, and that was or would have been under way meanwhile, gets its time
    back."""
    told = [standing[kind] for kind in COUNTED if kind in standing and kind in done]
    return any(opens < now and closes > paused_at for opens, closes in told)


def can_stand_still(standing: Mapping[str, Span], now: datetime) -> bool:
    """While somebody could still take part. What is left then binds the body alone, and no pause puts that off."""
    return any(standing[kind][1] > now for kind in TAKES_PART if kind in standing)


def missed(kind: str, was: Span, span: Span, now: datetime) -> bool:
    """A date by which something was owed has passed and is moved: it stays the date by which it was owed."""
    return kind in OWED and was[1] <= now and span[1] != was[1]
