"""Approval voting: each paper approves any number of options, or none."""

from __future__ import annotations

from collections import Counter

from .types import CollegeCount, TallyInput


def count_papers(given: TallyInput) -> dict[str, int]:
    """Papers cast per college, blank ones included."""
    cast = Counter(paper.college for paper in given.papers)
    return {college: cast[college] for college in given.colleges}


def count_approvals(given: TallyInput) -> dict[str, tuple[CollegeCount, ...]]:
    """Per option, one count per college in the order of the input; an option nobody approves has zeros."""
    cast = count_papers(given)
    approvals = Counter((choice, paper.college) for paper in given.papers for choice in paper.choices)
    return {
        option: tuple(
            CollegeCount(college=college, approvals=approvals[option, college], papers=cast[college])
            for college in given.colleges
        )
        for option in given.options
    }
