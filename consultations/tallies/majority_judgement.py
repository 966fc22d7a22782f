"""Majority judgement: each option gets a grade in words; its majority grade is the one a majority finds it deserves.

Michel Balinski and Rida Laraki, «Majority Judgment: Measuring, Ranking, and Electing», MIT Press 2011. The majority
grade is the lower median of an option's grades. Between options with the same one the majority gauge (p, grade, q)
decides, p the papers above the grade and q those below: with p > q the grade is taken as a little better (grade+),
otherwise as a little worse (grade-); of two grade+ the larger p is ahead, of two grade- the smaller q. What the gauge
leaves equal the authors' majority value decides (strike one majority grade from each, look again), then the tie order.
Who gives an option no grade gives it the worst; a paper with no grade at all is blank and does not count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .ballots import Graded
from .tally import Tally


@dataclass(frozen=True)
class Gauge:
    """One option: papers by grade (worst first), its majority grade, papers above and below it, and its place."""

    papers: tuple[int, ...]
    grade: int
    above: int
    below: int

    @property
    def rather_better(self) -> bool:
        return self.above > self.below

    @property
    def key(self) -> tuple[int, bool, int]:
        """The larger is ahead."""
        return (self.grade, self.rather_better, self.above if self.rather_better else -self.below)


@dataclass(frozen=True)
class Placed:
    """`decided_by`: first, gauge, majority_value or tie_order; what put it behind the one before."""

    option: str
    place: int
    decided_by: str


def majority_judgement(
    options: Sequence[str],
    papers: Mapping[Graded, int],
    *,
    tie_order: Sequence[str],
    grades: int = 5,
    seats: int = 1,
) -> Tally[Gauge, Placed]:
    """Count; the steps give all options in their order, of which the first `seats` win."""
    gauges = {option: _gauge(counts) for option, counts in _count(options, papers, grades).items()}
    values = {option: majority_value(gauge.papers) for option, gauge in gauges.items()}
    position = {option: place for place, option in enumerate(tie_order)}
    order = sorted(options, key=lambda one: (gauges[one].key, values[one], -position[one]), reverse=True)
    steps = []
    for place, one in enumerate(order, start=1):
        before = order[place - 2] if place > 1 else None
        steps.append(Placed(one, place, _decided_by(before, one, gauges, values)))
    return Tally(winners=tuple(order[:seats]), scores=gauges, steps=tuple(steps))


def _count(options: Sequence[str], papers: Mapping[Graded, int], grades: int) -> dict[str, list[int]]:
    cast = sum(number for paper, number in papers.items() if paper)
    counts = {option: [cast, *[0] * (grades - 1)] for option in options}
    for paper, number in papers.items():
        for option, grade in paper:
            counts[option][0] -= number
            counts[option][grade] += number
    return counts


def _gauge(counts: Sequence[int]) -> Gauge:
    """With n papers the lower median is the one number (n - 1) // 2 from the worst, counted from 0."""
    middle, below = (max(sum(counts), 1) - 1) // 2, 0
    for grade, number in enumerate(counts):
        if below + number > middle:
            return Gauge(tuple(counts), grade, sum(counts) - below - number, below)
        below += number
    return Gauge(tuple(counts), 0, 0, 0)


def majority_value(counts: Sequence[int]) -> tuple[int, ...]:
    """The majority grade, then that of what is left without one such grade, and so on: from the middle outwards."""
    grades = [grade for grade, number in enumerate(counts) for _ in range(number)]
    last = len(grades) - 1
    return tuple(grades[at] for at in sorted(range(len(grades)), key=lambda at: (abs(2 * at - last), at)))


def _decided_by(
    before: str | None, one: str, gauges: Mapping[str, Gauge], values: Mapping[str, tuple[int, ...]]
) -> str:
    if before is None:
        return "first"
    if gauges[before].key != gauges[one].key:
        return "gauge"
    return "majority_value" if values[before] != values[one] else "tie_order"
