"""A counted vote made ready to be told: its frozen outcome (tallies/documents.py says its shape), and its options."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.votes.enums import Method
from consultations.votes.models import Option, Vote
from policylab.core.numbers import number
from policylab.core.rounding import fewer_than

from .lines import CollegeLine, PlanResult, short_name
from .shares import in_order, isolated, listed

FEW = 5


@dataclass(frozen=True)
class Told:
    """`plans` in the order of the paper."""

    method: str
    rule: str
    outcome: dict[str, Any]
    plans: list[PlanResult]

    @property
    def adopted(self) -> list[PlanResult]:
        """In the order in which they were taken."""
        return [self.plan(letter) for letter in self.outcome["adopted"]]

    def plan(self, letter: str) -> PlanResult:
        return next(plan for plan in self.plans if plan.key == letter)

    @property
    def withheld(self) -> list[str]:
        return [one["code"] for one in self.outcome["colleges"] if one.get("withheld")]

    @property
    def missed(self) -> set[str]:
        """The colleges whose quorum was not reached."""
        return {step["college"] for step in self.outcome.get("quorums", []) if not step["met"]}

    @property
    def has_quorum(self) -> bool:
        """Where each college elects its own seats a quorum is its own matter: then one college that has it is enough."""
        return bool(self.elections.keys() - self.missed) if self.elections else not self.missed

    @property
    def elections(self) -> dict[str, dict[str, Any]]:
        """Of each college that elects its own seats: first, quota, stages, empty."""
        return in_order(self.outcome.get("elections", {}))

    def election_of(self, plan: PlanResult) -> dict[str, Any]:
        """The count in which a candidate stood."""
        return self.elections[plan.college] if self.elections else self.outcome


@dataclass(frozen=True)
class Table:
    """As components/table.html takes it."""

    caption: str
    heads: list[str]
    rows: list[list[str]]
    numeric: str = ""
    wide: bool = False


@dataclass(frozen=True)
class Scale:
    """One bar of grades, from best to worst."""

    label: str
    shares: list[float]
    said: str


@dataclass(frozen=True)
class Group:
    """Bars under a heading."""

    title: str
    scales: list[Scale] = field(default_factory=list)
    bars: list[tuple[str, str, float, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Panel:
    """What a method has to show beyond its colleges: sentences, drawings, and tables with the same figures."""

    title: str
    anchor: str
    sentences: list[str]
    groups: list[Group] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)


def tell(vote: Vote, options: Sequence[Option]) -> Told:
    outcome = vote.result.outcome
    by_letter = {option.letter: option for option in options}
    ranks = {step["option"]: step["decided_by"] for step in outcome["order"]}
    plans = [
        PlanResult(
            option=by_letter[one["letter"]],
            key=one["letter"],
            lines=[_line(vote, one, college["code"]) for college in outcome["colleges"]],
            college=one.get("college", ""),
            reason=one["reason"],
            place=one["place"],
            rank=ranks.get(one["letter"]) or "",
            method=vote.method,
            rule=vote.rule,
            weighted=Fraction(one["weighted_share"]) if one.get("weighted_share") else None,
        )
        for one in outcome["options"]
    ]
    return Told(vote.method, vote.rule, outcome, plans)


def _line(vote: Vote, option: dict[str, Any], college: str) -> CollegeLine:
    """Results from before blank papers were told apart have none: in those all papers weigh."""
    outcome = vote.result.outcome
    if college not in option["approvals"]:
        return CollegeLine(college, None, 0, method=vote.method, on_paper=False)
    blank, approvals = outcome.get("blank", {}).get(college) or 0, option["approvals"][college]
    papers = 0 if approvals is None else outcome["papers"][college] - blank
    return CollegeLine(college, approvals, papers, blank, college not in option["lacking"], vote.method)


def label_of(plan: PlanResult) -> str:
    """In a table: the letter and the words, which may be of another language than the page."""
    return _("%(letter)s. %(title)s") % {"letter": plan.letter, "title": isolated(plan.option.title)}


def name_of(plan: PlanResult) -> str:
    """A candidate, in a sentence."""
    return isolated(plan.option.title)


def papers_cast(told: Told) -> str:
    """Without those of a withheld college: from the sum of all one could reckon how many they are."""
    papers = sum(count for code, count in told.outcome["papers"].items() if code not in told.withheld)
    cast = ngettext("%(count)s paper was cast.", "%(count)s papers were cast.", papers)
    if told.withheld:
        cast = ngettext(
            "%(count)s paper was cast where figures are told.",
            "%(count)s papers were cast where figures are told.",
            papers,
        )
    return cast % {"count": number(papers)}


def blank_papers(told: Told) -> str:
    """Nothing where they could tell on few voters, or where there is none."""
    known = told.outcome.get("blank", {}).values()
    blank = 0 if told.withheld or None in known else sum(known)
    if not blank:
        return ""
    if told.method == Method.YES_NO:
        return ngettext(
            "%(count)s of them is an abstention, which weighs nothing.",
            "%(count)s of them are abstentions, which weigh nothing.",
            blank,
        ) % {"count": number(blank)}
    return ngettext(
        "%(count)s of them is blank and weighs nothing.", "%(count)s of them are blank and weigh nothing.", blank
    ) % {"count": number(blank)}


def withheld_words(told: Told) -> str:
    if not told.withheld:
        return ""
    return _("Fewer than %(few)s voted here: %(colleges)s. Figures would tell on them, so they are withheld.") % {
        "colleges": listed([short_name(code) for code in told.withheld]), "few": number(FEW),
    }  # fmt: skip


def quorum_words(told: Told, college: str = "") -> list[str]:
    """Each quorum that was not reached, in figures; or that of one college."""
    rolls = {one["code"]: one["roll"] for one in told.outcome["colleges"]}
    steps = [step for step in told.outcome.get("quorums", []) if college in ("", step["college"])]
    missed = [step for step in steps if not step["met"]]
    return [_missed(step, rolls[step["college"]], step["college"] in told.withheld) for step in missed]


def _missed(step: dict[str, Any], roll: int, few: bool) -> str:
    return ngettext(
        "%(college)s: %(count)s of %(roll)s on the roll has voted; the quorum was %(needed)s.",
        "%(college)s: %(count)s of %(roll)s on the roll have voted; the quorum was %(needed)s.",
        FEW if few else step["papers"],
    ) % {
        "college": short_name(step["college"]),
        "count": fewer_than(FEW) if few else number(step["papers"]),
        "roll": number(roll),
        "needed": number(step["needed"]),
    }
