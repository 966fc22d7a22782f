"""One way to tell each method: its headline, its figures in a line, why and why not, and what it shows beyond its colleges."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from consultations.tallies.types import Reason
from consultations.votes.enums import Method

from . import budget, judgement, majority, ranking, seats
from .lines import PlanResult
from .told import Panel, Told, quorum_words

Sentences = Callable[[PlanResult, Told], list[str]]


@dataclass(frozen=True)
class Way:
    headline: Callable[[Told], str]
    in_figures: Callable[[Told], str]
    parting: Callable[[Told], list[str]]
    because: Sentences
    why_not: Sentences


_MAJORITY = Way(majority.headline, majority.in_figures, majority.parting, majority.because, majority.why_not)
_WAYS = {
    Method.EQUAL_SHARES: Way(budget.headline, budget.in_figures, budget.parting, budget.because, budget.why_not),
    Method.STV: Way(seats.headline, seats.in_figures, seats.parting, seats.because, seats.why_not),
}
_PANELS: dict[str, Callable[[Told], list[Panel]]] = {
    Method.MAJORITY_JUDGEMENT: judgement.panels,
    Method.SCHULZE: ranking.panels,
    Method.EQUAL_SHARES: budget.panels,
    Method.STV: seats.panels,
}


def _way(told: Told) -> Way:
    return _WAYS.get(Method(told.method), _MAJORITY)


def headline(told: Told) -> str:
    """The title of the result page; that a quorum was missed comes before everything."""
    return _way(told).headline(told) if told.has_quorum else _("Nothing is decided: a quorum was not reached")


def in_figures(told: Told) -> str:
    """One line beside the headline."""
    return _way(told).in_figures(told) if told.has_quorum else " ".join(quorum_words(told))


def parting(told: Told) -> list[str]:
    return _way(told).parting(told)


def because(plan: PlanResult, told: Told) -> list[str]:
    return _way(told).because(plan, told) if plan.adopted else []


def why_not(plan: PlanResult, told: Told) -> list[str]:
    """The sentences under "Why not plan B?"."""
    if plan.adopted:
        return []
    if plan.reason == Reason.NO_QUORUM:
        few = _("Too few voted: a quorum stated beforehand was not reached, so nothing is decided.")
        if plan.college:
            few = _("Too few of this college voted: its quorum was not reached, so its seats stay empty.")
        return [few, *quorum_words(told, plan.college)]
    return _way(told).why_not(plan, told)


def panels(told: Told) -> list[Panel]:
    shown = _PANELS.get(told.method)
    return shown(told) if shown else []
