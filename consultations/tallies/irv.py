"""Instant run-off: the option with the fewest top places goes, again and again, until one is left.

Equal ranks: a paper counts in full for each of its best options that are still in («Approval-IRV», the only way of
the kind that keeps instant run-off's own properties: Théo Delemazure and Dominik Peters, «Generalizing Instant Runoff
Voting to Allow for Indifferences», ACM EC 2024, arXiv 2404.11407). Where no paper has equal ranks this is the usual
rule. A paper none of whose options is left counts no more, which changes nothing: it is tied between all that are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .ballots import Ranked
from .tally import Tally


@dataclass(frozen=True)
class Round:
    """Top places of those still in, how many papers name one of them, who goes, and with whom the lot was drawn."""

    votes: Mapping[str, int]
    papers: int
    out: str | None
    tied_with: tuple[str, ...]


def irv(options: Sequence[str], papers: Mapping[Ranked, int], *, tie_order: Sequence[str]) -> Tally[int, Round]:
    """Count; the scores are the top places of the first round. Of several with the fewest, the last in the tie order goes."""
    left, rounds = list(options), list[Round]()
    while not rounds or rounds[-1].out is not None:
        votes, counted = _top_places(left, papers)
        fewest = [one for one in tie_order if one in votes and votes[one] == min(votes.values())]
        out = fewest.pop() if len(left) > 1 else None
        rounds.append(Round(votes=votes, papers=counted, out=out, tied_with=tuple(fewest) if out else ()))
        left = [one for one in left if one != out]
    return Tally(winners=tuple(left), scores=rounds[0].votes, steps=tuple(rounds))


def _top_places(left: Sequence[str], papers: Mapping[Ranked, int]) -> tuple[dict[str, int], int]:
    votes, counted = dict.fromkeys(left, 0), 0
    for paper, number in papers.items():
        best = next((tier & votes.keys() for tier in paper if tier & votes.keys()), ())
        counted += number if best else 0
        for one in best:
            votes[one] += number
    return votes, counted
