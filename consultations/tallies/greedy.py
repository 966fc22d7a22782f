"""The greedy rule: most votes first, each project that still fits the money is funded, what does not fit is passed over.

As most towns do it: Piotr Faliszewski and others, «Participatory Budgeting: Data, Tools and Analysis», IJCAI 2023, doi
10.24963/ijcai.2023/297. Of equally many votes the cheaper is first, then the tie order decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from .budgets import Asked
from .tally import Tally


@dataclass(frozen=True)
class Looked:
    """A project's turn: the money there was, and whether it was enough."""

    project: str
    votes: int
    cost: Fraction
    left: Fraction
    funded: bool


def greedy(
    costs: Mapping[str, Fraction],
    votes: Mapping[str, int],
    *,
    budget: Fraction,
    tie_order: Sequence[str],
    threshold: int = 0,
) -> Tally[Asked, Looked]:
    """`votes`: who approves, or points where papers carry points; under `threshold`, or with none, a project has no turn."""
    turns = [project for project in tie_order if votes[project] >= max(threshold, 1)]
    turns.sort(key=lambda project: (-votes[project], costs[project]))
    left, steps = budget, []
    for project in turns:
        cost = costs[project]
        steps.append(Looked(project, votes[project], cost, left, funded=cost <= left))
        left -= cost if cost <= left else 0
    return Tally(
        winners=tuple(step.project for step in steps if step.funded),
        scores={project: Asked(costs[project], votes[project]) for project in costs},
        steps=tuple(steps),
    )
