"""What became of one option: how each college received it, and the tag beside its title."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.tallies.types import Reason
from consultations.votes.enums import BY_MAJORITY, Method, Rule
from consultations.votes.letters import shown
from consultations.votes.models import Option
from policylab.core.dates import NB
from policylab.core.numbers import number
from policylab.directory.enums import College

from .shares import share_of

# Of fewer papers a share says less than their number.
FEW = 25


def short_name(college: str) -> str:
    """Beside a bar there is no room for "Social and solidarity economy"."""
    # Translators: the social and solidarity economy in its usual short form, "ESS" in French
    return _("SSE") if college == College.SSE else str(College(college).label)


@dataclass(frozen=True)
class CollegeLine:
    """How one college received one option; also an item of components/bars.html. `papers`: those that weigh; blank ones do not.
    `approvals`: none where so few voted that only `has_majority` is told. `on_paper`: candidates stand in one college alone where
    each elects its own."""

    college: str
    approvals: int | None
    papers: int
    blank: int = 0
    has_majority: bool = False
    method: str = Method.APPROVAL
    on_paper: bool = True

    @property
    def label(self) -> str:
        return short_name(self.college)

    @property
    def exact(self) -> Fraction:
        return Fraction(self.approvals or 0, self.papers or 1)

    @property
    def share(self) -> float:
        return float(100 * self.exact)

    @property
    def needed(self) -> int:
        return self.papers // 2 + 1

    @property
    def cell(self) -> str:
        if not self.on_paper:
            return "–"
        if self.approvals is None and self.method not in BY_MAJORITY:
            # Translators: in a table, in place of figures that would tell on few voters
            return _("withheld")
        if self.approvals is None:
            # Translators: in a table, in place of figures: whether a plan has a majority in a college
            return _("majority") if self.has_majority else _("no majority")
        facts = {"count": number(self.approvals), "share": share_of(self.exact)}
        return (_("%(count)s (%(share)s)") % facts).replace(" ", NB)

    @property
    def brief(self) -> str:
        """In a list: "Citizens 61%", "SSE 8 of 11", "Citizens majority"."""
        facts = {"college": self.label, "share": share_of(self.exact) if self.papers >= FEW else ""}
        if self.approvals is None:
            # Translators: one item of a list: "Citizens: no majority"
            return _("%(college)s: %(said)s") % {**facts, "said": self.cell}
        if facts["share"]:
            # Translators: one item of a list: "Citizens 64%"
            return _("%(college)s %(share)s") % facts
        # Translators: one item of a list: "Citizens 8 of 11"
        return _("%(college)s %(count)s of %(papers)s") % {
            **facts, "count": number(self.approvals), "papers": number(self.papers),
        }  # fmt: skip

    @property
    def lacks(self) -> str:
        """Why the option has no majority here."""
        if self.approvals is None:
            return _("%(college)s: no majority. So few voted there that figures would tell on them.") % {
                "college": self.label
            }
        if not self.papers and self.blank:
            return _("%(college)s: all papers are blank, so nothing has a majority there.") % {"college": self.label}
        if not self.papers:
            return _("%(college)s: nobody voted, so nothing has a majority there.") % {"college": self.label}
        return _too_few(self.method, self.approvals) % {
            "college": self.label,
            "count": number(self.approvals),
            "papers": number(self.papers),
            "needed": number(self.needed),
        }


def _too_few(method: str, count: int) -> str:
    if method == Method.YES_NO:
        return ngettext(
            "%(college)s: %(count)s paper of %(papers)s says yes; it takes %(needed)s.",
            "%(college)s: %(count)s papers of %(papers)s say yes; it takes %(needed)s.",
            count,
        )
    if method == Method.MAJORITY_JUDGEMENT:
        return ngettext(
            "%(college)s: %(count)s paper of %(papers)s finds it Good or better; it takes %(needed)s.",
            "%(college)s: %(count)s papers of %(papers)s find it Good or better; it takes %(needed)s.",
            count,
        )
    if method == Method.SCHULZE:
        return ngettext(
            "%(college)s: %(count)s paper of %(papers)s ranks it above None of these; it takes %(needed)s.",
            "%(college)s: %(count)s papers of %(papers)s rank it above None of these; it takes %(needed)s.",
            count,
        )
    return ngettext(
        "%(college)s: %(count)s paper of %(papers)s approves it, %(needed)s were needed.",
        "%(college)s: %(count)s papers of %(papers)s approve it, %(needed)s were needed.",
        count,
    )


@dataclass(frozen=True)
class PlanResult:
    """What became of one option, a plan or a candidate. `key` is the letter in the package, `letter` the reader's. `rank`: what
    put it behind the one before it; `weighted`: its share where colleges weigh; `college`: for whose seats alone they stand."""

    option: Option
    key: str
    lines: Sequence[CollegeLine]
    reason: str
    place: int | None
    rank: str = ""
    method: str = Method.APPROVAL
    rule: str = Rule.EVERY_COLLEGE
    weighted: Fraction | None = None
    college: str = ""

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
    def papers(self) -> int:
        return sum(line.papers for line in self.lines)

    @property
    def total_cell(self) -> str:
        return number(self.total) if len(self.told) == sum(one.on_paper for one in self.lines) else "–"

    @property
    def told(self) -> list[CollegeLine]:
        """Those with figures."""
        return [line for line in self.lines if line.approvals is not None]

    @property
    def lacking(self) -> list[CollegeLine]:
        return [line for line in self.lines if not line.has_majority]

    @property
    def outcome(self) -> str:
        """The tag beside its title."""
        if self.reason == Reason.NO_QUORUM:
            return _("A quorum was not reached")
        if self.method == Method.EQUAL_SHARES:
            return _("Funded") if self.adopted else _("Not funded")
        if self.method == Method.STV:
            # Translators: of a person, in a vote on seats
            return _("Elected") if self.adopted else _("Not elected")
        return _("Adopted") if self.adopted else self._not_adopted()

    def _not_adopted(self) -> str:
        if self.rule != Rule.EVERY_COLLEGE:
            beyond = self.reason == Reason.BEYOND_LIMIT
            return _("A majority, but not among the first") if beyond else _("No majority")
        if self.reason == Reason.BEYOND_LIMIT:
            return _("Majority everywhere, but not among the first")
        passed = len(self.lines) - len(self.lacking)
        if not passed:
            return _("No majority in any college")
        return ngettext(
            "A majority in %(passed)s college of %(all)s", "A majority in %(passed)s colleges of %(all)s", passed
        ) % {"passed": number(passed), "all": number(len(self.lines))}
