"""What goes into a count and what comes out of it: plain, frozen, exact (integers and fractions, never floats)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class MalformedTally(ValueError):
    """The count was asked something it has no answer for; the caller has a fault, not the voters."""


class Reason(StrEnum):
    """Why an option is adopted or not. Stored in frozen results and published packages: never rename a value."""

    ADOPTED = "adopted"
    NO_MAJORITY = "no_majority"
    BEYOND_LIMIT = "beyond_limit"
    NO_QUORUM = "no_quorum"
    NOT_FUNDED = "not_funded"
    NOT_ELECTED = "not_elected"


class DecidedBy(StrEnum):
    """What put an option behind the one before it in the order."""

    FIRST = "first"
    SMALLEST_SHARE = "smallest_share"
    TOTAL_SHARE = "total_share"
    WEIGHTED_SHARE = "weighted_share"
    SCHULZE = "schulze"
    TIE_ORDER = "tie_order"


@dataclass(frozen=True)
class CollegeCount:
    """How one college received one option: of the papers that weigh, so many are for it («approve» it, «yes», «Good» …)."""

    college: str
    approvals: int
    papers: int

    @property
    def share(self) -> Fraction:
        """Approvals over papers; a college in which none weighs counts as zero."""
        return Fraction(self.approvals, self.papers) if self.papers else Fraction(0)

    @property
    def needed(self) -> int:
        """The smallest number of approvals that is more than half."""
        return self.papers // 2 + 1

    @property
    def has_majority(self) -> bool:
        return 2 * self.approvals > self.papers


@dataclass(frozen=True)
class OptionOutcome:
    """What became of one option. `place` is its rank among those with a majority in every college."""

    option: str
    counts: tuple[CollegeCount, ...]
    reason: Reason
    place: int | None

    @property
    def adopted(self) -> bool:
        return self.reason is Reason.ADOPTED

    @property
    def lacking(self) -> tuple[str, ...]:
        """The colleges where it has no majority."""
        return tuple(count.college for count in self.counts if not count.has_majority)

    @property
    def smallest_share(self) -> Fraction:
        return min((count.share for count in self.counts), default=Fraction(0))

    @property
    def total_share(self) -> Fraction:
        papers = sum(count.papers for count in self.counts)
        return Fraction(sum(count.approvals for count in self.counts), papers) if papers else Fraction(0)


@dataclass(frozen=True)
class MajorityStep:
    """One college looked at one option: so many approvals, so many needed."""

    option: str
    college: str
    approvals: int
    papers: int
    needed: int
    met: bool


@dataclass(frozen=True)
class OrderStep:
    """An option took its place among those that passed, and what decided it against the one before."""

    option: str
    place: int
    decided_by: DecidedBy


@dataclass(frozen=True)
class LimitStep:
    """At most `limit` are adopted; `left_out` passed everywhere and stay outside all the same."""

    limit: int
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class QuorumStep:
    """So many papers were cast in a college, blank ones included, of those that were asked for beforehand."""

    college: str
    papers: int
    needed: int
    met: bool


@dataclass(frozen=True)
class ShareStep:
    """Where colleges decide together: an option's share of all of them, weighted or not, and whether it is more than half."""

    option: str
    share: Fraction
    met: bool


Step = MajorityStep | OrderStep | LimitStep | QuorumStep | ShareStep


@dataclass(frozen=True)
class Outcome:
    """The whole result, options in the order in which they stood on the paper."""

    options: tuple[OptionOutcome, ...]
    adopted: tuple[str, ...]
    papers: tuple[tuple[str, int], ...]
    steps: tuple[Step, ...]
