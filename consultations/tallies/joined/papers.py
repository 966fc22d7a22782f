"""Papers by college: for each college how many handed in what, so that the order of papers cannot matter."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from consultations.tallies.ballots import Chosen, Ranked

from .rules import refuse_unless

ByCollege = Mapping[str, Mapping[Chosen, int]]


def check_papers(colleges: Sequence[str], papers: ByCollege[Chosen]) -> None:
    """A college that is not taking part, or fewer papers than none, is a fault of the caller."""
    refuse_unless(set(papers) <= set(colleges), "papers")
    refuse_unless(all(number >= 0 for cast in papers.values() for number in cast.values()), "papers")


def check_rankings(colleges: Sequence[str], on_ballot: Sequence[str], papers: ByCollege[Ranked]) -> None:
    """Rankings name what is on the ballot, and nothing twice."""
    check_papers(colleges, papers)
    for paper in (paper for cast in papers.values() for paper in cast):
        named = [option for tier in paper for option in tier]
        refuse_unless(set(named) <= set(on_ballot) and len(set(named)) == len(named), "papers")


def papers_cast(colleges: Sequence[str], papers: ByCollege[Chosen]) -> dict[str, int]:
    """Per college, blank papers included."""
    return {college: sum(papers.get(college, {}).values()) for college in colleges}


def one_heap(papers: ByCollege[Chosen], weight: Mapping[str, int]) -> dict[Chosen, int]:
    """All papers together, each as often as a paper of its college weighs."""
    heap: Counter[Chosen] = Counter()
    for college in sorted(papers):
        for paper, number in papers[college].items():
            heap[paper] += number * weight[college]
    return {paper: number for paper, number in heap.items() if number}


def paper_weights(parts: Mapping[str, int | Fraction], voters: Mapping[str, int]) -> dict[str, int]:
    """What one paper weighs where each college has a stated part of the whole: its part by its voters, in the smallest
    whole numbers. A college in which nobody said anything leaves its part to the others, as they have theirs."""
    each = {college: Fraction(part) / voters[college] for college, part in parts.items() if voters[college]}
    common = math.lcm(*(one.denominator for one in each.values()))
    whole = {college: int(one * common) for college, one in each.items()}
    divisor = math.gcd(*whole.values()) or 1
    return {college: whole.get(college, 0) // divisor for college in parts}
