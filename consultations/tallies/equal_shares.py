"""The Method of Equal Shares for a whole budget: one run, or the share raised step by step until the money is used.

The run itself is in equal_shares_run.py. With the share budget / voters money is usually left over, so the share is raised
(«Add1», equalshares.net, completion; Piotr Faliszewski and others, IJCAI 2023, doi 10.24963/ijcai.2023/297):

  none             one run with budget / voters
  add1             raise while what is bought costs no more than the budget (the rule of Assen 2024 and Świecie 2023)
  add1_exhaustive  the same, but stop as soon as no further project would fit the money left
  add1_greedy      as add1, then the money left is spent by the greedy rule

The first share is budget / voters, cut to whole increments. A voter is who approves something: a blank paper has no share.
Raising one increment at a time may take hundreds of runs; where a quick search (equal_shares_search.py) names the number
of raises, two exact runs suffice to certify it: that share keeps the budget, the next one does not.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from .budgets import Asked, Budget
from .equal_shares_run import Bought, run
from .greedy import Looked, greedy
from .tally import Tally


class Completion(StrEnum):
    NONE = "none"
    ADD1 = "add1"
    ADD1_EXHAUSTIVE = "add1_exhaustive"
    ADD1_GREEDY = "add1_greedy"


@dataclass(frozen=True)
class Share:
    """What is published with the result: the first share, the increment, how often it was raised, what it came to."""

    completion: Completion
    voters: int
    start: Fraction
    increment: Fraction
    raises: int
    share: Fraction
    next_overspends: bool
    tie_order: tuple[str, ...]


def first_share(given: Budget, increment: Fraction) -> Fraction:
    return Fraction(given.money / max(given.voters, 1) // increment) * increment


def usual_increment(given: Budget) -> Fraction:
    """The largest power of ten that is at most a two-hundredth of the share: 1 euro of 443, 100 forints of 34,550."""
    two_hundredth = given.money / max(given.voters, 1) / 200
    power = math.floor(math.log10(two_hundredth))
    power += (Fraction(10) ** (power + 1) <= two_hundredth) - (Fraction(10) ** power > two_hundredth)
    return Fraction(10) ** power


def equal_shares(
    given: Budget, *, completion: Completion, increment: Fraction | None = None, raises: int = 0
) -> Tally[Asked, Share | Bought | Looked]:
    """Count. `raises`: where to begin to look for the last share that keeps the budget; from 0 every share is tried."""
    step = increment or usual_increment(given)
    start, last = first_share(given, step), False
    if completion is Completion.NONE:
        start, raises = given.money / max(given.voters, 1), 0
        bought = run(given, start)
    else:
        raises, bought, last = _settle(given, completion, start, step, raises)
    share = start + raises * step
    filled = _fill(given, bought) if completion is Completion.ADD1_GREEDY else ()
    return Tally(
        winners=(*(one.project for one in bought), *(one.project for one in filled if one.funded)),
        scores=given.asked,
        steps=(Share(completion, given.voters, start, step, raises, share, last, given.tie_order), *bought, *filled),
    )


def _settle(
    given: Budget, completion: Completion, start: Fraction, step: Fraction, raises: int
) -> tuple[int, list[Bought], bool]:
    """The number of raises to stop at, what is bought then, and whether one more overspends."""

    def at(number: int) -> list[Bought]:
        return run(given, start + number * step, stop_above=given.money)

    bought = at(raises)
    while raises and cost_of(bought) > given.money:
        raises -= 1
        bought = at(raises)
    while not is_done(given, completion, names := [one.project for one in bought]):
        number = next_to_try(given, names, start, step, raises)
        following = at(number)
        if cost_of(following) > given.money:
            return number - 1, bought if number == raises + 1 else at(number - 1), True
        raises, bought = number, following
    return raises, bought, False


def next_to_try(given: Budget, bought: Collection[str], start: Fraction, step: Fraction, raises: int) -> int:
    """Mostly the next. But where nothing else is in reach (its supporters could not pay it with all they have), no share
    before the one that brings something in reach can buy more than this, or overspend: go there at once."""
    in_reach = min(given.costs[one] / votes for one, votes in given.votes.items() if votes and one not in bought)
    return max(raises + 1, math.ceil((in_reach - start) / step))


def cost_of(bought: Sequence[Bought]) -> Fraction:
    return sum((one.cost for one in bought), Fraction(0))


def is_done(given: Budget, completion: Completion, bought: Collection[str]) -> bool:
    """Nothing wanted is left to buy, or, with add1_exhaustive, nothing of it fits."""
    wanted = [one for one, votes in given.votes.items() if votes and one not in bought]
    left = given.money - sum(given.costs[one] for one in bought)
    fits = any(given.costs[one] <= left for one in wanted)
    return not wanted or (completion is Completion.ADD1_EXHAUSTIVE and not fits)


def _fill(given: Budget, bought: Sequence[Bought]) -> tuple[Looked, ...]:
    """The greedy rule with the money left, for what has not been bought."""
    have = {one.project for one in bought}
    rest = {project: cost for project, cost in given.costs.items() if project not in have}
    order = [project for project in given.tie_order if project in rest]
    return greedy(rest, given.votes, budget=given.money - cost_of(bought), tie_order=order).steps
