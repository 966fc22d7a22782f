"""Yes or no, approval and majority judgement, joined over colleges: each option is looked at by itself.

Blank papers (an abstention; nothing approved; no grade at all) are cast, count for a quorum and weigh nothing. For majority
judgement a paper is for an option that it grades Good or better; an option without a grade on a paper has the worst there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from consultations.tallies.ballots import Approved, Chosen, Graded
from consultations.tallies.majority_judgement import Gauge, majority_judgement
from consultations.tallies.types import CollegeCount, Outcome
from consultations.tallies.yes_no import ANSWERS

from .deciding import by_share, decide
from .papers import ByCollege, check_papers, one_heap, papers_cast
from .rules import Joining, refuse_unless

GOOD, GRADES = 3, 5  # reject, poor, fair, good, very good


@dataclass(frozen=True)
class Judged:
    """The decision, and beside it every option's grades: of all papers, and by college."""

    outcome: Outcome
    gauges: Mapping[str, Gauge]
    gauges_by_college: Mapping[str, Mapping[str, Gauge]]


def join_yes_no(joining: Joining, papers: ByCollege[str], *, text: str) -> Outcome:
    """One text; papers are `yes`, `no` or `abstain`."""
    refuse_unless(all(answer in ANSWERS for cast in papers.values() for answer in cast), "papers")
    said = {
        college: {frozenset({text} if answer == "yes" else ()): number for answer, number in cast.items()}
        for college, cast in _said(papers, lambda answer: answer != "abstain").items()
    }
    return _decide(joining, (text,), said, papers, tie_order=(text,))


def join_approval(
    joining: Joining, options: Sequence[str], papers: ByCollege[Approved], *, tie_order: Sequence[str]
) -> Outcome:
    refuse_unless(_named(papers) <= set(options), "papers")
    return _decide(joining, options, _said(papers, bool), papers, tie_order=tie_order)


def join_majority_judgement(
    joining: Joining, options: Sequence[str], papers: ByCollege[Graded], *, tie_order: Sequence[str]
) -> Judged:
    """Five grades, 0 the worst."""
    graded = [dict(paper) for cast in papers.values() for paper in cast]
    named = {option for paper in graded for option in paper}
    refuse_unless(
        named <= set(options) and all(grade in range(GRADES) for one in graded for grade in one.values()), "papers"
    )
    liked = {college: _good_or_better(cast) for college, cast in _said(papers, bool).items()}
    outcome = _decide(joining, options, liked, papers, tie_order=tie_order)

    def gauges(cast: Mapping[Graded, int]) -> Mapping[str, Gauge]:
        return majority_judgement(options, cast, tie_order=tie_order, grades=GRADES).scores

    together = gauges(one_heap(papers, dict.fromkeys(joining.colleges, 1)))
    return Judged(outcome, together, {college: gauges(papers.get(college, {})) for college in joining.colleges})


def _good_or_better(cast: Mapping[Graded, int]) -> dict[Approved, int]:
    liked: dict[Approved, int] = {}
    for paper, number in cast.items():
        options = frozenset(option for option, grade in paper if grade >= GOOD)
        liked[options] = liked.get(options, 0) + number
    return liked


def _decide(
    joining: Joining,
    options: Sequence[str],
    weighing: ByCollege[Approved],
    papers: ByCollege[Chosen],
    *,
    tie_order: Sequence[str],
) -> Outcome:
    """`weighing`: which options each paper that is not blank is for; `papers`: all of them, as they were cast."""
    check_papers(joining.colleges, papers)
    refuse_unless(bool(options) and sorted(tie_order) == sorted(set(options)) == sorted(options), "options")
    counts = {option: count_for(joining.colleges, weighing, option) for option in options}
    return decide(joining, counts, papers_cast(joining.colleges, papers), by_share(joining, tie_order))


def count_for(colleges: Sequence[str], weighing: ByCollege[Approved], option: str) -> tuple[CollegeCount, ...]:
    """How each college received one option."""
    counts = []
    for college in colleges:
        cast = weighing.get(college, {})
        approvals = sum(number for paper, number in cast.items() if option in paper)
        counts.append(CollegeCount(college, approvals, sum(cast.values())))
    return tuple(counts)


def _said(papers: ByCollege[Chosen], says: Callable[[Chosen], bool]) -> dict[str, dict[Chosen, int]]:
    """Without blank papers."""
    return {
        college: {paper: number for paper, number in cast.items() if says(paper)} for college, cast in papers.items()
    }


def _named(papers: Mapping[str, Mapping[Approved, int]]) -> set[str]:
    return {option for cast in papers.values() for paper in cast for option in paper}
