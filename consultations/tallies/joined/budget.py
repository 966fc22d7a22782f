"""A budget over colleges: there is no majority to find, but money to share.

By default every voter has the same part, whichever college they are in. Where colleges have stated shares of the money,
a paper weighs as its college's share by its voters: Equal Shares as if each were that many voters of one mind, in the
smallest whole numbers. The greedy rule stands beside as most towns do it: one voter, one vote, no shares.

Told of each college: its voters, its money, what it voted for, and how many of its voters have nothing funded of what
they wanted, under either rule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from consultations.tallies.ballots import Approved
from consultations.tallies.budgets import Asked, Budget, count_votes, without_a_project
from consultations.tallies.equal_shares import Completion, Share, equal_shares
from consultations.tallies.equal_shares_run import Bought, left_between
from consultations.tallies.greedy import Looked, greedy
from consultations.tallies.tally import Tally
from consultations.tallies.types import QuorumStep, Reason

from .papers import ByCollege, check_papers, one_heap, paper_weights, papers_cast
from .rules import check_parts, check_quorums, look_at_quorums, refuse_unless


@dataclass(frozen=True)
class BudgetAsked:
    """What was stated beforehand. `shares`: per cent of the money for each college; none: equal for every voter."""

    colleges: tuple[str, ...]
    costs: Mapping[str, Fraction]
    money: Fraction
    shares: Mapping[str, int | Fraction] | None = None
    quorums: Mapping[str, int] | None = None
    completion: Completion = Completion.ADD1_GREEDY
    increment: Fraction | None = None

    def __post_init__(self) -> None:
        refuse_unless(bool(self.colleges) and len(set(self.colleges)) == len(self.colleges), "colleges")
        check_quorums(self.colleges, self.quorums or {})
        if self.shares is not None:
            check_parts(self.colleges, self.shares)


@dataclass(frozen=True)
class CollegeMoney:
    """One college: its voters (who wanted something), what a paper weighs, its part of the money, its votes by project, and
    how many voters have nothing funded under each rule."""

    college: str
    voters: int
    weight: int
    money: Fraction
    votes: Mapping[str, int]
    without_by_equal_shares: int
    without_by_greedy: int


@dataclass(frozen=True)
class BudgetOutcome:
    """`funded`: what Equal Shares buys, or nothing where a quorum is not reached; the two counts are told all the same.
    `left_between`: of each project that Equal Shares did not buy, what those who want it have left."""

    funded: tuple[str, ...]
    reasons: Mapping[str, Reason]
    papers: tuple[tuple[str, int], ...]
    colleges: tuple[CollegeMoney, ...]
    equal_shares: Tally[Asked, Share | Bought | Looked]
    greedy: Tally[Asked, Looked]
    left_between: Mapping[str, Fraction]
    quorums: tuple[QuorumStep, ...]


def weighed_budget(asked: BudgetAsked, papers: ByCollege[Approved], *, tie_order: Sequence[str]) -> Budget:
    """All papers as Equal Shares takes them; the quick search of large budgets works on this too."""
    check_papers(asked.colleges, papers)
    named = {project for cast in papers.values() for paper in cast for project in paper}
    refuse_unless(named <= set(asked.costs), "papers")
    heap = one_heap(papers, _weights(asked, papers))
    return Budget(asked.costs, heap, asked.money, tuple(tie_order))


def join_budget(
    asked: BudgetAsked, papers: ByCollege[Approved], *, tie_order: Sequence[str], raises: int = 0
) -> BudgetOutcome:
    """`raises`: where to begin, as in equal_shares."""
    budget = weighed_budget(asked, papers, tie_order=tie_order)
    shared = equal_shares(budget, completion=asked.completion, increment=asked.increment, raises=raises)
    votes = count_votes(asked.costs, one_heap(papers, dict.fromkeys(asked.colleges, 1)))
    beside = greedy(asked.costs, votes, budget=asked.money, tie_order=tie_order)
    cast = papers_cast(asked.colleges, papers)
    quorums = look_at_quorums(asked.colleges, asked.quorums or {}, cast)
    reached = all(step.met for step in quorums)
    funded = shared.winners if reached else ()
    not_funded = Reason.NOT_FUNDED if reached else Reason.NO_QUORUM
    return BudgetOutcome(
        funded=funded,
        reasons={one: Reason.ADOPTED if one in funded else not_funded for one in asked.costs},
        papers=tuple(cast.items()),
        colleges=_by_college(asked, papers, shared.winners, beside.winners),
        equal_shares=shared,
        greedy=beside,
        left_between=_left_between(budget, shared),
        quorums=quorums,
    )


def _left_between(budget: Budget, tally: Tally[Asked, Share | Bought | Looked]) -> dict[str, Fraction]:
    share = next(step.share for step in tally.steps if isinstance(step, Share))
    return left_between(budget, share, [step for step in tally.steps if isinstance(step, Bought)])


def _by_college(
    asked: BudgetAsked, papers: ByCollege[Approved], shared: Sequence[str], beside: Sequence[str]
) -> tuple[CollegeMoney, ...]:
    weights, voters = _weights(asked, papers), _voters(asked, papers)
    whole = sum(weights[college] * voters[college] for college in asked.colleges)
    return tuple(
        CollegeMoney(
            college=college,
            voters=voters[college],
            weight=weights[college],
            money=asked.money * weights[college] * voters[college] / max(whole, 1),
            votes=count_votes(asked.costs, papers.get(college, {})),
            without_by_equal_shares=without_a_project(papers.get(college, {}), shared),
            without_by_greedy=without_a_project(papers.get(college, {}), beside),
        )
        for college in asked.colleges
    )


def _voters(asked: BudgetAsked, papers: ByCollege[Approved]) -> dict[str, int]:
    return {
        college: sum(number for paper, number in papers.get(college, {}).items() if paper) for college in asked.colleges
    }


def _weights(asked: BudgetAsked, papers: ByCollege[Approved]) -> dict[str, int]:
    if asked.shares is None:
        return dict.fromkeys(asked.colleges, 1)
    return paper_weights(asked.shares, _voters(asked, papers))
