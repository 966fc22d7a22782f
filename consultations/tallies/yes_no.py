"""Yes, no or abstain on one text: adopted if more say yes than no, and otherwise all stays as it is.

Simple majority: Kenneth O. May, «A Set of Independent Necessary and Sufficient Conditions for Simple Majority Decision»,
Econometrica 20 (1952), 680-684, doi 10.2307/1907651. Who abstains is counted and told, and weighs nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .tally import Tally

ANSWERS = ("yes", "no", "abstain")


@dataclass(frozen=True)
class Majority:
    """How many said yes or no, the smallest number that is more than half of them, and whether yes has it."""

    papers: int
    needed: int
    met: bool


def yes_no(papers: Mapping[str, int], *, text: str) -> Tally[int, Majority]:
    """Count the answers; the winner is `text`, or nothing."""
    votes = {answer: papers.get(answer, 0) for answer in ANSWERS}
    said = votes["yes"] + votes["no"]
    majority = Majority(papers=said, needed=said // 2 + 1, met=2 * votes["yes"] > said)
    return Tally(winners=(text,) if majority.met else (), scores=votes, steps=(majority,))
