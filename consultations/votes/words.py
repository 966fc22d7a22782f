"""The frozen outcome in words, made from its figures (Result.outcome) and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.tallies.types import DecidedBy, Reason
from policylab.core.dates import NB
from policylab.core.numbers import number, percent
from policylab.directory.enums import College

from .letters import shown
from .models import Option, Vote


def short_name(college: str) -> str:
    """Beside a bar there is no room for "Social and solidarity economy"."""
    # Translators: the social and solidarity economy in its usual short form, "ESS" in French
    return _("SSE") if college == College.SSE else str(College(college).label)


@dataclass(frozen=True)
class CollegeLine:
    """How one college received one plan; also an item of components/bars.html. `papers`: those that weigh; blank ones do not.
    `approvals`: none where so few voted that only `has_majority` is told."""

    college: str
    approvals: int | None
    papers: int
    blank: int = 0
    has_majority: bool = False

    @property
    def label(self) -> str:
        return short_name(self.college)

    @property
    def share(self) -> float:
        return 100 * (self.approvals or 0) / self.papers if self.papers else 0

    @property
    def needed(self) -> int:
        return self.papers // 2 + 1

    @property
    def cell(self) -> str:
        if self.approvals is None:
            # Translators: in a table, in place of figures: whether a plan has a majority in a college
            return _("majority") if self.has_majority else _("no majority")
        facts = {"count": number(self.approvals), "share": percent(self.share)}
        return (_("%(count)s (%(share)s)") % facts).replace(" ", NB)

    @property
    def lacks(self) -> str:
        """Why the plan has no majority here."""
        if self.approvals is None:
            return _("%(college)s: no majority. So few voted there that figures would tell on them.") % {
                "college": self.label
            }
        if not self.papers and self.blank:
            return _("%(college)s: all papers are blank, so nothing has a majority there.") % {"college": self.label}
        if not self.papers:
            return _("%(college)s: nobody voted, so nothing has a majority there.") % {"college": self.label}
        return ngettext(
            "%(college)s: %(count)s paper of %(papers)s approves it, %(needed)s were needed.",
            "%(college)s: %(count)s papers of %(papers)s approve it, %(needed)s were needed.",
            self.approvals,
        ) % {
            "college": self.label,
            "count": number(self.approvals),
            "papers": number(self.papers),
            "needed": number(self.needed),
        }


@dataclass(frozen=True)
class PlanResult:
    """What became of one plan. `key` is the letter in the package, `letter` the reader's."""

    option: Option
    key: str
    lines: Sequence[CollegeLine]
    reason: str
    place: int | None
    rank: str = ""

    @property
    def letter(self) -> str:
        return shown(self.key)

    @property
    def adopted(self) -> bool:
        return self.reason == Reason.ADOPTED

    @property
    def total(self) -> int:
        return sum(line.approvals or 0 for line in self.lines)

    @property
    def lacking(self) -> list[CollegeLine]:
        return [line for line in self.lines if not line.has_majority]

    @property
    def outcome(self) -> str:
        """The tag beside its title."""
        if self.adopted:
            return _("Adopted")
        if self.reason == Reason.BEYOND_LIMIT:
            return _("Majority everywhere, but not among the first")
        if self.reason == Reason.NO_QUORUM:
            return _("A quorum was not reached")
        passed = len(self.lines) - len(self.lacking)
        if not passed:
            return _("No majority in any college")
        return ngettext(
            "A majority in %(passed)s college of %(all)s", "A majority in %(passed)s colleges of %(all)s", passed
        ) % {"passed": number(passed), "all": number(len(self.lines))}


def plan_results(vote: Vote, options: Sequence[Option]) -> list[PlanResult]:
    """In the order of the paper."""
    outcome = vote.result.outcome
    by_letter = {option.letter: option for option in options}
    ranks = {step["option"]: step["decided_by"] for step in outcome["order"]}
    return [
        PlanResult(
            option=by_letter[one["letter"]],
            key=one["letter"],
            lines=[_line(outcome, one, college["code"]) for college in outcome["colleges"]],
            reason=one["reason"],
            place=one["place"],
            rank=ranks.get(one["letter"]) or "",
        )
        for one in outcome["options"]
    ]


def _line(outcome: dict[str, Any], option: dict[str, Any], college: str) -> CollegeLine:
    """Results from before blank papers were told apart have none: in those all papers weigh."""
    blank, approvals = outcome.get("blank", {}).get(college) or 0, option["approvals"][college]
    papers = 0 if approvals is None else outcome["papers"][college] - blank
    return CollegeLine(college, approvals, papers, blank, college not in option["lacking"])


def headline(plans: Sequence[PlanResult]) -> str:
    """The title of the result page."""
    adopted = [plan for plan in plans if plan.adopted]
    colleges = len(plans[0].lines) if plans else 0
    if not adopted:
        return _("No plan is adopted")
    if len(adopted) > 1:
        return ngettext("%(count)s plan is adopted", "%(count)s plans are adopted", len(adopted)) % {
            "count": number(len(adopted))
        }
    return ngettext(
        "Plan %(letter)s is adopted by the college", "Plan %(letter)s is adopted by all %(colleges)s colleges", colleges
    ) % {"letter": adopted[0].letter, "colleges": number(colleges)}


def in_figures(plans: Sequence[PlanResult]) -> str:
    """One line beside the headline: how each college received the plan that comes first."""
    best = max(plans, key=lambda plan: (plan.adopted, plan.total), default=None)
    if best is None:
        return ""
    shares = [
        # Translators: one item of a list: "Citizens 64%"
        _("%(college)s %(share)s") % {"college": line.label, "share": percent(line.share)}
        for line in best.lines
        if line.approvals is not None
    ]
    return _("Plan %(letter)s: %(shares)s") % {"letter": best.letter, "shares": " · ".join(shares)}


def papers_cast(vote: Vote) -> str:
    papers = sum(vote.result.outcome["papers"].values())
    return ngettext("%(count)s paper was cast.", "%(count)s papers were cast.", papers) % {"count": number(papers)}


def why_not(plan: PlanResult, plans: Sequence[PlanResult], limit: int | None) -> list[str]:
    """The sentences under "Why not plan B?"."""
    if plan.adopted:
        return []
    if plan.reason == Reason.BEYOND_LIMIT:
        return [_beyond(limit or 0, plan), _decided(plan, plans)]
    if plan.reason == Reason.NO_QUORUM:
        return [_("Too few voted: a quorum stated beforehand was not reached, so nothing is decided.")]
    best = max((other for other in plans if other.adopted), key=lambda other: other.total, default=None)
    first = []
    if best is not None and plan.total > best.total:
        first = [
            _(
                "It has more approvals in all: %(its)s against %(other)s for plan %(letter)s. But each college decides by itself."
            )
            % {"its": number(plan.total), "other": number(best.total), "letter": best.letter}
        ]
    return [*first, *(line.lacks for line in plan.lacking)]


def _beyond(limit: int, plan: PlanResult) -> str:
    return ngettext(
        "Every college gives it a majority, but at most %(limit)s plan could be adopted; it comes in place %(place)s.",
        "Every college gives it a majority, but at most %(limit)s plans could be adopted; it comes in place %(place)s.",
        limit,
    ) % {"limit": number(limit), "place": number(plan.place or 0)}


def _decided(plan: PlanResult, plans: Sequence[PlanResult]) -> str:
    """Against the plan just before it in the order, and what decided between the two."""
    before = next(other for other in plans if other.place == (plan.place or 0) - 1)
    if not plan.rank:
        untold = _("So few voted in one college that the figures which put it behind plan %(letter)s are not told.")
        return untold % {"letter": before.letter}
    least, least_before = (min(one.lines, key=lambda line: line.share) for one in (plan, before))
    facts = {
        "letter": before.letter,
        "college": least.label,
        "share": percent(least.share, 1),
        "other": least_before.label,
        "other_share": percent(least_before.share, 1),
    }
    if plan.rank == DecidedBy.SMALLEST_SHARE:
        return (
            _("What counts then is the college that likes a plan least: %(college)s, %(share)s. Plan %(letter)s, just before it, "
              "has %(other_share)s there where it is liked least (%(other)s).") % facts
        )  # fmt: skip
    if plan.rank == DecidedBy.TOTAL_SHARE:
        return (
            _("Its least favourable college gives it as much as plan %(letter)s; of all papers, more approve that one.")
            % facts
        )
    level = _(
        "It is level with plan %(letter)s in everything; a lot decides, drawn from all papers by a rule published before."
    )
    return level % facts
