"""One run of the Method of Equal Shares, in exact arithmetic: everybody has the same share, and projects are bought with it.

Dominik Peters, Grzegorz Pierczyński, Piotr Skowron, «Proportional Participatory Budgeting with Additive Utilities»,
NeurIPS 2021, arXiv 2008.13276, with cost as utility. A project can be bought if its supporters have its cost between
them; each pays the same, or all they have left where that is less. Bought next is the one with the most effective
votes: its cost by the most that any supporter pays. Between equals the cheaper, then more votes, then the tie order.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from .budgets import Budget


@dataclass(frozen=True)
class Bought:
    """A project that was bought: no supporter paid more than `payment`; effective votes are cost by payment."""

    project: str
    cost: Fraction
    payment: Fraction
    effective_votes: Fraction


@dataclass
class _Purses:
    """What is left to the voters of each paper. All sums are whole numbers of one small coin, so that adding is exact and
    quick: a coin is 1/`coins` of the money's unit, and is cut when a payment does not come out even."""

    left: list[int]
    voters: list[int]
    coins: int
    supporters: dict[str, list[int]]

    def payment(self, project: str, cost: Fraction) -> Fraction | None:
        """The most a supporter pays, in units of money; None if they cannot afford it together."""
        left, voters = self.left, self.voters
        owed, payers = int(cost * self.coins), sum(voters[at] for at in self.supporters[project])
        for at in sorted(self.supporters[project], key=left.__getitem__):
            if left[at] * payers >= owed:
                return Fraction(owed, payers * self.coins)
            owed -= left[at] * voters[at]
            payers -= voters[at]
        return None

    def pay(self, project: str, payment: Fraction) -> None:
        finer = math.lcm(self.coins, payment.denominator) // self.coins
        self.coins *= finer
        if finer > 1:
            self.left = [purse * finer for purse in self.left]
        due = int(payment * self.coins)
        for at in self.supporters[project]:
            self.left[at] = max(0, self.left[at] - due)


def run(given: Budget, share: Fraction, stop_above: Fraction | None = None) -> list[Bought]:
    """What is bought when each voter has `share`; once more than `stop_above` is spent it does not matter what else is.

    A project's payment by its cost only grows as money is spent. So each waits in a heap under the last value known, and
    only the first has to be looked at again.
    """
    costs, purses = given.costs, _purses(given, share)
    waiting = [(Fraction(1, votes), given.ties[one], one, -1) for one, votes in given.votes.items() if votes]
    heapq.heapify(waiting)
    bought: list[Bought] = []
    spent = Fraction(0)
    while waiting and (stop_above is None or spent <= stop_above):
        price, _, project, looked_at = heapq.heappop(waiting)
        if looked_at == len(bought):
            payment = price * costs[project]
            purses.pay(project, payment)
            bought.append(Bought(project, costs[project], payment, 1 / price))
            spent += costs[project]
        elif (dearest := purses.payment(project, costs[project])) is not None:
            heapq.heappush(waiting, (dearest / costs[project], given.ties[project], project, len(bought)))
    return bought


def left_between(given: Budget, share: Fraction, bought: Sequence[Bought]) -> dict[str, Fraction]:
    """For each project that was not bought what those who want it have left between them: less than it costs."""
    purses = _purses(given, share)
    for one in bought:
        purses.pay(one.project, one.payment)
    have = {one.project for one in bought}
    return {
        project: Fraction(sum(purses.left[at] * purses.voters[at] for at in supporters), purses.coins)
        for project, supporters in purses.supporters.items()
        if project not in have
    }


def _purses(given: Budget, share: Fraction) -> _Purses:
    coins = math.lcm(share.denominator, *(cost.denominator for cost in given.costs.values()))
    papers = [paper for paper in given.papers if paper]
    supporters: dict[str, list[int]] = {project: [] for project in given.costs}
    for at, paper in enumerate(papers):
        for project in paper:
            supporters[project].append(at)
    return _Purses([int(share * coins)] * len(papers), [given.papers[paper] for paper in papers], coins, supporters)
