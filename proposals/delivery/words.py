"""Milestones and readings as the page says them."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from policylab.core import dates
from policylab.core.numbers import number

from .chart import chart_of
from .enums import ReportKind, State
from .models import Indicator, Measurement, Milestone, MilestoneReport
from .selectors import standing_of
from .standing import days_late, parts_shown, start_of, state_of, today_of


@dataclass(frozen=True)
class ReportRow:
    """What was said: `moved` from which day to which, `host` where its link leads."""

    report: MilestoneReport
    moved: str
    host: str


@dataclass(frozen=True)
class MilestoneRow:
    """One promise: `tag` its state in a word, `when` its dates in a sentence, `lateness` how far behind its first promise."""

    milestone: Milestone
    state: State
    tag: str
    when: str
    lateness: str
    first: str
    ends: datetime
    reports: list[ReportRow] = field(default_factory=list)
    may_act: bool = False
    may_untick: bool = False

    @property
    def unexplained(self) -> bool:
        """Late, and nobody has said why since: the page says that too."""
        due = self.milestone.due_on
        return self.state == State.LATE and not any(
            row.report.kind in (ReportKind.NEWS, ReportKind.AGAIN) and today_of(row.report.reported_at) > due
            for row in self.reports
        )


def row_of(milestone: Milestone, today: date, acting: set[int] | None = None, town_hall: bool = False) -> MilestoneRow:
    """`acting`: the bodies for which the reader acts; `town_hall`: the reader is its officer."""
    row = bare_row(milestone, today)
    mine = town_hall or milestone.organisation_id in (acting or set())
    return replace(
        row,
        reports=[_report_row(report) for report in milestone.reports.all()],
        may_act=mine and row.state != State.DONE,
        may_untick=mine and row.state == State.DONE,
    )


def bare_row(milestone: Milestone, today: date) -> MilestoneRow:
    """How it stands, without what was said of it."""
    state = state_of(milestone, today)
    standing = standing_in_words(milestone, state, today)
    return MilestoneRow(
        milestone, state, *standing, _first_promise(milestone), start_of(milestone.due_on + timedelta(days=1))
    )


def standing_in_words(milestone: Milestone, state: State, today: date) -> tuple[str, str, str]:
    """Its state in a word, its dates in a sentence, how far behind its first promise."""
    return state_word(state), _when(milestone, state), _lateness(milestone, state, today)


STATE_WORDS = {
    State.DONE: pgettext_lazy("milestone", "Done"),
    State.LATE: pgettext_lazy("milestone", "Late"),
    State.RUNNING: pgettext_lazy("milestone", "Under way"),
    State.TO_COME: pgettext_lazy("milestone", "To come"),
}


def state_word(state: State) -> str:
    return str(STATE_WORDS[state])


def _when(milestone: Milestone, state: State) -> str:
    if milestone.done_on:
        return _("done on %(date)s") % {"date": dates.write(milestone.done_on, "date")}
    if state == State.TO_COME:
        span = {"begins": dates.write(milestone.begins_on, "date"), "due": dates.write(milestone.due_on, "date")}
        return _("begins on %(begins)s, promised for %(due)s") % span
    return _("promised for %(date)s") % {"date": dates.write(milestone.due_on, "date")}


def _first_promise(milestone: Milestone) -> str:
    if milestone.due_on == milestone.first_due_on:
        return ""
    return _("first promised for %(date)s") % {"date": dates.write(milestone.first_due_on, "date")}


def _report_row(report: MilestoneReport) -> ReportRow:
    moved = ""
    if report.moved_from and report.moved_to:
        days = {"old": dates.write(report.moved_from, "short"), "new": dates.write(report.moved_to, "short")}
        moved = _("moved from %(old)s to %(new)s") % days
    return ReportRow(report, moved, urlsplit(report.link).hostname or "")


def _lateness(milestone: Milestone, state: State, today: date) -> str:
    days = days_late(milestone, today)
    if state == State.DONE and days:
        words = ngettext("%(count)s day after the first promise", "%(count)s days after the first promise", days)
        return words % {"count": number(days)}
    if state == State.LATE:
        words = ngettext("%(count)s day behind the first promise", "%(count)s days behind the first promise", days)
        return words % {"count": number(days)}
    return ""


def how_far(counts: dict[str, int]) -> str:
    """3 of 5 milestones done, 1 late: two counts, so two sentences."""
    facts = {"done": number(counts["done"]), "total": number(counts["total"])}
    said = (
        ngettext("%(done)s of %(total)s milestone done", "%(done)s of %(total)s milestones done", counts["total"])
        % facts
    )
    if not counts["late"]:
        return said
    late = ngettext("%(count)s late", "%(count)s late", counts["late"]) % {"count": number(counts["late"])}
    return _("%(said)s, %(late)s") % {"said": said, "late": late}


# --- readings -------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Reading:
    """A row of the table. Women and men are words: figures, or that they are not shown. One that was struck out says so."""

    measurement: Measurement
    women: str
    men: str


@dataclass(frozen=True)
class IndicatorRow:
    """The table has every reading; the chart, and all that is said of the figures, those that stand."""

    indicator: Indicator
    chart: SafeString
    readings: list[Reading]
    hides: bool
    others: bool
    last: Measurement | None


def indicator_row(indicator: Indicator) -> IndicatorRow:
    readings, standing = list(indicator.measurements.all()), standing_of(indicator)
    hides = any(parts_shown(reading) is None and reading.women is not None for reading in readings)
    rows = [_reading(reading, parts_shown(reading)) for reading in readings]
    last = standing[-1] if standing else None
    others = any(parts and parts.others for parts in map(parts_shown, standing))
    return IndicatorRow(indicator, chart_of(indicator, standing), rows[::-1], hides, others, last)


def _reading(reading: Measurement, parts: Any) -> Reading:
    if parts:
        return Reading(reading, number(parts.women), number(parts.men))
    word = "—" if reading.women is None else pgettext("figure", "not shown")
    return Reading(reading, word, word)


def rows_of(milestones: Iterable[Milestone], today: date, **who: Any) -> list[MilestoneRow]:
    return [row_of(milestone, today, **who) for milestone in milestones]


def next_of(rows: Iterable[MilestoneRow]) -> MilestoneRow | None:
    """What one looks at first: the longest late, else what is due next; nothing where all is done."""
    return next((row for row in rows if row.state != State.DONE), None)
