"""Approval voting: each paper approves any number of options, or none; the most approvals win.

Steven J. Brams and Peter C. Fishburn, «Approval Voting», American Political Science Review 72 (1978), 831-847, doi
10.2307/1955105. How colleges are joined: joined/opinions.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .ballots import Approved
from .tally import Tally


@dataclass(frozen=True)
class Placed:
    """`by_lot`: only the tie order put it behind the one before."""

    option: str
    place: int
    by_lot: bool


def approval(
    options: Sequence[str], papers: Mapping[Approved, int], *, tie_order: Sequence[str], seats: int = 1
) -> Tally[int, Placed]:
    """Everybody counted together; the steps give all options in their order, of which the first `seats` win."""
    votes = dict.fromkeys(options, 0)
    for paper, number in papers.items():
        for option in paper:
            votes[option] += number
    order = sorted((one for one in tie_order if one in votes), key=lambda one: -votes[one])
    before = [None, *(votes[one] for one in order)]
    steps = tuple(Placed(one, place, votes[one] == before[place - 1]) for place, one in enumerate(order, start=1))
    return Tally(winners=tuple(order[:seats]), scores=votes, steps=steps)
