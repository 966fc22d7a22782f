"""One door to every method: what was stated beforehand and all papers in, the whole result out.

Ties are drawn by the seed published at the opening and the digest of all choices that are published, so that anybody can
draw them again; where a college is so small that its papers are withheld, theirs are left out of that digest: with three
papers of two plans it could be turned back by trying.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from .ballots import Ranked, digest, draw
from .budgets import Budget
from .cells import FLOOR
from .equal_shares import Completion, usual_increment
from .joined.budget import BudgetAsked, BudgetOutcome, join_budget, weighed_budget
from .joined.opinions import Judged, count_for, join_approval, join_majority_judgement, join_yes_no
from .joined.papers import one_heap, papers_cast
from .joined.ranked import NONE_OF_THESE, RankedOutcome, join_ranked
from .joined.rules import Joining, Rule, quorum_of
from .joined.seats import Elections, Seats, elect_by_college, elect_on_one_roll
from .notation import APPROVAL, EQUAL_SHARES, MAJORITY_JUDGEMENT, SCHULZE, STV, YES_NO, Typed
from .types import CollegeCount, MalformedTally, Outcome, QuorumStep

SEPARATED = "separated"
Papers = Mapping[str, Mapping[Any, int]]  # for each college how many handed in what, in the method's own type (Typed)
Search = Callable[[Budget, Completion, Fraction], int]
Detail = Judged | RankedOutcome | BudgetOutcome | Seats | Elections | None


@dataclass(frozen=True)
class CollegeRoll:
    """A college as it stood: `secrecy` is "named" or "separated"; how many could vote, how many did."""

    code: str
    secrecy: str
    roll: int
    voted: int


@dataclass(frozen=True)
class Asked:
    """Everything stated beforehand, and the rolls at closing. Weights, quorums and shares of the money are per cent by college;
    `costs` by option, in the same money as `money`; what a method does not ask for stays empty. Seats are filled on one roll
    (`seats`) or by college: `college_seats`, and for each candidate in which college they stand."""

    method: str
    options: tuple[str, ...]
    colleges: tuple[CollegeRoll, ...]
    seed: str = ""
    rule: str = Rule.EVERY_COLLEGE
    weights: Mapping[str, int | Fraction] = field(default_factory=dict)
    quorums: Mapping[str, int | Fraction] = field(default_factory=dict)
    adopt_at_most: int | None = None
    seats: int | None = None
    college_seats: Mapping[str, int] = field(default_factory=dict)
    candidate_colleges: Mapping[str, str] = field(default_factory=dict)
    costs: Mapping[str, Fraction] = field(default_factory=dict)
    money: Fraction | None = None
    currency: str = ""
    money_shares: Mapping[str, int | Fraction] = field(default_factory=dict)
    completion: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(college.code for college in self.colleges)

    def on_paper(self, college: str) -> tuple[str, ...]:
        """What a paper of this college may name: all options, or its own candidates."""
        stand = self.candidate_colleges
        return tuple(one for one in self.options if not self.college_seats or stand.get(one) == college)

    @property
    def papers_needed(self) -> dict[str, int]:
        """Each quorum as a number of papers."""
        rolls = {college.code: college.roll for college in self.colleges}
        return {code: quorum_of(rolls[code], per_cent) for code, per_cent in self.quorums.items()}


@dataclass(frozen=True)
class Counted:
    """`counts`: for each option how each college received it: of the papers that say something, so many say yes, approve it,
    find it Good or better, rank it above «None of these», want it, have it first. `outcome`: where a majority decides."""

    asked: Asked
    choices: str
    tie_order: tuple[str, ...]
    papers: Mapping[str, int]
    blank: Mapping[str, int]
    counts: Mapping[str, tuple[CollegeCount, ...]]
    outcome: Outcome | None
    detail: Detail

    @property
    def withheld(self) -> tuple[str, ...]:
        return withheld(self.asked, self.papers)

    @property
    def quorums(self) -> tuple[QuorumStep, ...]:
        if isinstance(self.detail, BudgetOutcome | Seats | Elections):
            return self.detail.quorums
        return tuple(step for step in (self.outcome.steps if self.outcome else ()) if isinstance(step, QuorumStep))


def withheld(asked: Asked, cast: Mapping[str, int]) -> tuple[str, ...]:
    """Colleges with separated ballots in which so few voted that the papers would tell on them."""
    separated = [college.code for college in asked.colleges if college.secrecy == SEPARATED]
    return tuple(code for code in separated if 0 < cast[code] < FLOOR)


def count(asked: Asked, papers: Papers, *, search: Search | None = None) -> Counted:
    """`search`: where Equal Shares may begin to look (equal_shares_search.find_raises); without one it tries every share."""
    if asked.method not in _METHODS:
        raise MalformedTally("method")
    cast = papers_cast(asked.codes, papers)
    told = {code: papers.get(code, {}) for code in asked.codes if code not in withheld(asked, cast)}
    choices = digest(one_heap(told, dict.fromkeys(told, 1)))
    standing = (*asked.options, NONE_OF_THESE) if asked.method == SCHULZE else asked.options
    tie_order = draw(standing, seed=asked.seed, choices=choices)
    outcome, detail = _METHODS[asked.method](asked, papers, tie_order, search)
    return Counted(
        asked=asked,
        choices=choices,
        tie_order=tie_order,
        papers=cast,
        blank={code: sum(n for one, n in papers.get(code, {}).items() if is_blank(one)) for code in asked.codes},
        counts={one.option: one.counts for one in outcome.options} if outcome else _named(asked, papers),
        outcome=outcome,
        detail=detail,
    )


def is_blank(paper: Typed) -> bool:
    return paper == "abstain" or not paper


def _named(asked: Asked, papers: Papers) -> dict[str, tuple[CollegeCount, ...]]:
    """Where no majority is looked for: who wants a project, who has a candidate first."""
    said = {code: {one: n for one, n in cast.items() if not is_blank(one)} for code, cast in papers.items()}
    if asked.method == STV:
        said = {code: _first(cast) for code, cast in said.items()}
    return {option: count_for(_asked_about(asked, option), said, option) for option in asked.options}


def _asked_about(asked: Asked, option: str) -> tuple[str, ...]:
    """Where each college elects its own, nobody else has this candidate on the paper."""
    return tuple(code for code in asked.codes if option in asked.on_paper(code))


def _first(cast: Mapping[Ranked, int]) -> dict[frozenset[str], int]:
    first: dict[frozenset[str], int] = {}
    for paper, number in cast.items():
        first[paper[0]] = first.get(paper[0], 0) + number
    return first


Found = tuple[Outcome | None, Detail]
Ties = tuple[str, ...]


def _joining(asked: Asked, papers: Papers) -> Joining:
    untold = withheld(asked, papers_cast(asked.codes, papers))
    return Joining(asked.codes, Rule(asked.rule), asked.weights, asked.papers_needed, asked.adopt_at_most, untold)


def _yes_no(asked: Asked, papers: Papers, _ties: Ties, _search: Search | None) -> Found:
    if len(asked.options) != 1:
        raise MalformedTally("options")
    return join_yes_no(_joining(asked, papers), papers, text=asked.options[0]), None


def _approval(asked: Asked, papers: Papers, ties: Ties, _search: Search | None) -> Found:
    return join_approval(_joining(asked, papers), asked.options, papers, tie_order=ties), None


def _majority_judgement(asked: Asked, papers: Papers, ties: Ties, _search: Search | None) -> Found:
    judged = join_majority_judgement(_joining(asked, papers), asked.options, papers, tie_order=ties)
    return judged.outcome, judged


def _schulze(asked: Asked, papers: Papers, ties: Ties, _search: Search | None) -> Found:
    ranked = join_ranked(_joining(asked, papers), asked.options, papers, tie_order=ties)
    return ranked.outcome, ranked


def _equal_shares(asked: Asked, papers: Papers, ties: Ties, search: Search | None) -> Found:
    if asked.money is None or set(asked.costs) != set(asked.options):
        raise MalformedTally("costs")
    stated = BudgetAsked(
        colleges=asked.codes,
        costs={option: asked.costs[option] for option in asked.options},
        money=asked.money,
        shares=asked.money_shares or None,
        quorums=asked.papers_needed,
        completion=Completion(asked.completion),
    )
    raises = 0
    if search and stated.completion is not Completion.NONE:
        budget = weighed_budget(stated, papers, tie_order=ties)
        raises = search(budget, stated.completion, usual_increment(budget))
    return None, join_budget(stated, papers, tie_order=ties, raises=raises)


def _stv(asked: Asked, papers: Papers, ties: Ties, _search: Search | None) -> Found:
    needed = asked.papers_needed
    if asked.college_seats:
        if asked.seats is not None or set(asked.candidate_colleges) != set(asked.options):
            raise MalformedTally("seats")
        own = {code: asked.on_paper(code) for code in asked.codes}
        return None, Elections(elect_by_college(own, asked.college_seats, papers, tie_order=ties, quorums=needed))
    if asked.seats is None:
        raise MalformedTally("seats")
    return None, elect_on_one_roll(asked.codes, asked.options, asked.seats, papers, tie_order=ties, quorums=needed)


_METHODS: dict[str, Callable[[Asked, Papers, Ties, Search | None], Found]] = {
    YES_NO: _yes_no,
    APPROVAL: _approval,
    MAJORITY_JUDGEMENT: _majority_judgement,
    SCHULZE: _schulze,
    EQUAL_SHARES: _equal_shares,
    STV: _stv,
}
