"""What the two rules for a budget share: sums of money are exact, and what is said of those who get nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from .ballots import Approved
from .types import MalformedTally


@dataclass(frozen=True)
class Asked:
    """One project: what it costs, and how many voters want it."""

    cost: Fraction
    votes: int


@dataclass(frozen=True)
class Budget:
    """What Equal Shares works on: what each project costs, papers, the sum there is, and the order that breaks ties."""

    costs: Mapping[str, Fraction]
    papers: Mapping[Approved, int]
    money: Fraction
    tie_order: tuple[str, ...]

    def __post_init__(self) -> None:
        if self.money <= 0 or not self.costs or min(self.costs.values()) <= 0:
            raise MalformedTally("costs")
        if sorted(self.tie_order) != sorted(self.costs):
            raise MalformedTally("tie order")

    @cached_property
    def voters(self) -> int:
        """Who approves something: a blank paper has no share of the money."""
        return sum(number for paper, number in self.papers.items() if paper)

    @cached_property
    def votes(self) -> dict[str, int]:
        return count_votes(self.costs, self.papers)

    @cached_property
    def ties(self) -> dict[str, tuple[Fraction, int, int]]:
        """Between equals the cheaper is first, then the one with more votes, then the tie order (equalshares.net)."""
        places = enumerate(self.tie_order)
        return {project: (self.costs[project], -self.votes[project], place) for place, project in places}

    @cached_property
    def asked(self) -> dict[str, Asked]:
        return {project: Asked(cost, self.votes[project]) for project, cost in self.costs.items()}


def count_votes(projects: Iterable[str], papers: Mapping[Approved, int]) -> dict[str, int]:
    """How many voters approve each project; one that nobody approves has none."""
    votes = Counter(dict.fromkeys(projects, 0))
    for paper, number in papers.items():
        for project in paper:
            votes[project] += number
    return dict(votes)


def without_a_project(papers: Mapping[Approved, int], funded: Collection[str]) -> int:
    """How many voters have nothing funded of what they approved; who handed in a blank paper is not among them."""
    chosen = frozenset(funded)
    return sum(number for paper, number in papers.items() if paper and not paper & chosen)
