"""How often the share can be raised, found quickly in floating point. The one module of tallies that needs numpy.

What it finds is a guess which equal_shares.py certifies in exact arithmetic; it is not part of a published package. The same
rule as in equal_shares_run.py, with whole columns of voters at once: equal papers are one row with a weight, and the most
that anybody pays is found from below: whoever cannot pay the present guess pays all they have, the rest share what is
missing, until nothing is.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from .budgets import Asked, Budget
from .equal_shares import Completion, Share, equal_shares, first_share, is_done, next_to_try, usual_increment
from .equal_shares_run import Bought
from .greedy import Looked
from .tally import Tally

_HAIR = 1e-9  # sums that differ by less are taken as equal; if that is wrong, the exact runs set it right


@dataclass(frozen=True)
class _Columns:
    """Per project: which papers name it, how many voters each of them stands for, and all of them."""

    rows: list[np.ndarray]
    weights: list[np.ndarray]
    votes: list[float]
    costs: list[float]
    ties: list[int]
    size: int


def equal_shares_quickly(
    given: Budget, *, completion: Completion, increment: Fraction | None = None
) -> Tally[Asked, Share | Bought | Looked]:
    """The same result as equal_shares from nought, in a fraction of the time."""
    step = increment or usual_increment(given)
    raises = 0 if completion is Completion.NONE else find_raises(given, completion, step)
    return equal_shares(given, completion=completion, increment=step, raises=raises)


def find_raises(given: Budget, completion: Completion, step: Fraction) -> int:
    """The first number of raises at which to stop: done, or one more overspends."""
    columns, names = _columns(given), list(given.costs)
    start, money, raises = first_share(given, step), float(given.money) * (1 + _HAIR), 0
    bought = _run(columns, float(start), money)
    while not is_done(given, completion, have := [names[one] for one in bought]):
        number = next_to_try(given, have, start, step, raises)
        following = _run(columns, float(start + number * step), money)
        if sum(columns.costs[one] for one in following) > money:
            return number - 1
        raises, bought = number, following
    return raises


def _columns(given: Budget) -> _Columns:
    papers = [(paper, number) for paper, number in given.papers.items() if paper]
    numbers = np.array([number for _, number in papers], dtype=float)
    rows: dict[str, list[int]] = {project: [] for project in given.costs}
    for row, (paper, _) in enumerate(papers):
        for project in paper:
            rows[project].append(row)
    ranks = {project: place for place, project in enumerate(sorted(given.costs, key=given.ties.__getitem__))}
    columns = [np.array(one, dtype=np.intp) for one in rows.values()]
    return _Columns(
        rows=columns,
        weights=[numbers[one] for one in columns],
        votes=[float(given.votes[project]) for project in given.costs],
        costs=[float(cost) for cost in given.costs.values()],
        ties=[ranks[project] for project in given.costs],
        size=len(papers),
    )


def _run(columns: _Columns, share: float, money: float) -> list[int]:
    left, spent, bought = np.full(columns.size, share), 0.0, list[int]()
    waiting = [(1 / votes, columns.ties[one], one, -1) for one, votes in enumerate(columns.votes) if votes]
    heapq.heapify(waiting)
    while waiting and spent <= money:
        price, tie, project, looked_at = heapq.heappop(waiting)
        if looked_at == len(bought):
            rows = columns.rows[project]
            left[rows] = np.maximum(left[rows] - price * columns.costs[project], 0)
            bought.append(project)
            spent += columns.costs[project]
        elif payment := _payment(left[columns.rows[project]], columns, project, price * columns.costs[project]):
            rounded = float(f"{payment / columns.costs[project]:.11e}")
            heapq.heappush(waiting, (rounded, tie, project, len(bought)))
    return bought


def _payment(purses: np.ndarray, columns: _Columns, project: int, payment: float) -> float | None:
    """The most a supporter pays, not less than `payment`; None if they cannot afford it together (Newton's method)."""
    weights, cost = columns.weights[project], columns.costs[project]
    while (missing := cost - float(np.minimum(purses, payment) @ weights)) > cost * _HAIR:
        payers = float((purses > payment) @ weights)
        if not payers:
            return None
        payment += missing / payers
    return payment
