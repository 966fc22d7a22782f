"""The authority's answers as they are read, and when one is due.

When an answer is due is a promise of whoever gathers plans. A consultation stands above us, so it fills the slot in `ready()` by
`answer_periods.append(function)`; where nobody promised a date, plans may be answered once every window of the round has closed.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone

from .models import Answer, Proposal, Round


@dataclass(frozen=True)
class AnswerPeriod:
    """From when plans may be answered, and by when an answer was promised; late is allowed, and said. `url`: all answers."""

    opens_at: datetime
    closes_at: datetime | None = None
    url: str = ""


answer_periods: list[Callable[[Round], AnswerPeriod | None]] = []
# Called with each new answer, in its transaction: whoever gathers plans writes it down, or refuses it.
answer_records: list[Callable[[Answer], None]] = []


@dataclass(frozen=True)
class Decision:
    """What was decided before a plan is answered, in words: in all, on this one and why not; `url`: where it is read."""

    headline: str
    letter: str
    outcome: str
    reasons: Sequence[str]
    url: str


# Filled like `answer_periods`, by whoever lets plans be voted on.
decisions: list[Callable[[Proposal], Decision | None]] = []


@dataclass(frozen=True)
class Answered:
    """Every answer to one plan, or to one round: the one that stands, and those before it, the newest first."""

    current: Answer
    earlier: tuple[Answer, ...] = ()

    @property
    def first(self) -> Answer:
        return self.earlier[-1] if self.earlier else self.current

    @property
    def days_late(self) -> int | None:
        """Of the first answer, against what was promised when it was given; None where it came in time."""
        return days_past(self.first.due_at, self.first.answered_at)


def answer_period(round: Round) -> AnswerPeriod | None:
    promised = next((period for source in answer_periods if (period := source(round))), None)
    if promised:
        return promised
    last = max((window.closes_at for window in round.windows.all()), default=None)
    return AnswerPeriod(last) if last else None


def decision_on(plan: Proposal) -> Decision | None:
    return next((found for source in decisions if (found := source(plan))), None)


def days_past(due_at: datetime | None, moment: datetime) -> int | None:
    """Whole days as a calendar counts them, none on the day itself; None where `moment` is in time."""
    if due_at is None or moment <= due_at:
        return None
    return (timezone.localtime(moment).date() - timezone.localtime(due_at).date()).days


def answers_to(plans: Sequence[Proposal]) -> dict[int, Answered]:
    """{plan's pk: its answers}: one query, and none where they were read before for the same plans (page, trail, panel)."""
    rows = Answer.objects.public().select_related("organisation").order_by("-number")
    prefetch_related_objects(plans, Prefetch("answers", rows))
    return {plan.pk: _answered(plan.answers.all()) for plan in plans if plan.answers.all()}


def maybe_answered(plans: Iterable[Any]) -> list[Any]:
    """Without those a page knows to have no answer (`verdict` of selectors.plan_page): nothing more is asked about them."""
    return [plan for plan in plans if getattr(plan, "verdict", "") is not None]


def answer_to_round(round: Round) -> Answered | None:
    rows = Answer.objects.public().filter(round=round).select_related("organisation").order_by("-number")
    return _answered(rows) if rows else None


def _answered(newest_first: Iterable[Answer]) -> Answered:
    current, *earlier = newest_first
    return Answered(current, tuple(earlier))
