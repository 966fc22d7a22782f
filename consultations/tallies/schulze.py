"""Schulze's method: who beats whom, also along a chain of others; the winner is beaten by nobody.

Markus Schulze, «A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner election
method», Social Choice and Welfare 36 (2011), 267-303, doi 10.1007/s00355-010-0475-4; strength of a win: the votes of
the winning side. Equal ranks count for neither; who is not named is tied last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .ballots import Ranked
from .tally import Tally

Duels = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Standing:
    """Against each other option: how many put this one above it, and the strength of the strongest chain of wins to it."""

    votes: Mapping[str, int]
    chains: Mapping[str, int]


@dataclass(frozen=True)
class Placed:
    """The option taken next. `beside`: those nobody left beats either, put behind it by lot."""

    option: str
    place: int
    beside: tuple[str, ...]


def schulze(
    options: Sequence[str], papers: Mapping[Ranked, int], *, tie_order: Sequence[str], seats: int = 1
) -> Tally[Standing, Placed]:
    """Count; the steps give all options in their order, of which the first `seats` win."""
    votes = count_duels(options, papers)
    chains = strongest_chains(options, votes)
    steps = tuple(_place(options, chains, tie_order))
    return Tally(
        winners=tuple(step.option for step in steps[:seats]),
        scores={option: Standing(votes[option], chains[option]) for option in options},
        steps=steps,
    )


def count_duels(options: Sequence[str], papers: Mapping[Ranked, int]) -> Duels:
    """For each two options how many put the one above the other."""
    votes = {one: {other: 0 for other in options if other != one} for one in options}
    for paper, number in papers.items():
        behind = set(options)
        for tier in paper:
            behind -= tier
            for one in tier:
                for other in behind:
                    votes[one][other] += number
    return votes


def strongest_chains(options: Sequence[str], votes: Duels) -> Duels:
    """A chain of wins is as strong as its weakest win; the strongest between each two (Floyd and Warshall)."""
    chains = {
        one: {other: won if won > votes[other][one] else 0 for other, won in votes[one].items()} for one in options
    }
    for through in options:
        for one in options:
            for other in options:
                if len({one, other, through}) == 3:
                    detour = min(chains[one][through], chains[through][other])
                    chains[one][other] = max(chains[one][other], detour)
    return chains


def _place(options: Sequence[str], chains: Duels, tie_order: Sequence[str]) -> list[Placed]:
    """Again and again whoever none of the rest beats; the tie order decides between several."""
    rest = [one for one in tie_order if one in set(options)]
    placed: list[Placed] = []
    while rest:
        unbeaten = [
            one for one in rest if all(chains[one][other] >= chains[other][one] for other in rest if other != one)
        ]
        placed.append(Placed(option=unbeaten[0], place=len(placed) + 1, beside=tuple(unbeaten[1:])))
        rest.remove(unbeaten[0])
    return placed
