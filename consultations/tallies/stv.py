"""The single transferable vote as Scotland elects its councils: several seats, each paper one vote, whose surplus goes on.

The Scottish Local Government Elections Order 2007 (SSI 2007/42), schedule 1, rules 45 to 52; legislation.gov.uk. Quota:
papers / (seats + 1), cut to a whole number, plus one. A surplus passes on with all papers of who is elected, each at
surplus x its value / votes, cut to five decimals («weighted inclusive Gregory»); who is excluded passes papers on as they
came. The largest surplus first; between equals the stage last before at which they differed decides, then the tie order.

Where two options share a rank a paper ends there, as it does in Scotland; one that begins so, or is blank, is not counted.
As many as there are seats left are elected with whatever votes they have, none among them: the rules ask for no fewest (rule
52). Where no paper is counted at all they have no answer; we leave the seats empty: a lot may tell equals apart, not elect.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from .ballots import Ranked
from .tally import Tally

DECIMALS = 5
ONE_VOTE = 10**DECIMALS


@dataclass(frozen=True)
class Quota:
    papers: int
    seats: int
    quota: int


@dataclass(frozen=True)
class Stage:
    """`act`: first (preferences are counted), surplus, exclusion, or remaining (those left fill the last seats). `votes` at
    its end; `by_lot`: only the tie order told `option` from another."""

    act: str
    option: str | None
    votes: Mapping[str, Decimal]
    elected: tuple[str, ...]
    by_lot: bool = False


@dataclass
class _Parcel:
    """Papers with the same later preferences and the same value, in hundred-thousandths of a vote."""

    rest: tuple[str, ...]
    number: int
    value: int


@dataclass
class _Count:
    """The tables as a stage leaves them. `history` holds what each had at the end of each stage."""

    quota: int
    seats: int
    tie_order: Sequence[str]
    votes: dict[str, int]
    parcels: dict[str, list[_Parcel]]
    continuing: list[str]
    elected: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)  # elected with a surplus that has not been passed on
    history: list[dict[str, int]] = field(default_factory=list)
    stages: list[Stage] = field(default_factory=list)

    def hand(self, parcel: _Parcel) -> None:
        """To the next preference that is still in; a paper with none is lost."""
        for place, option in enumerate(parcel.rest):
            if option in self.continuing:
                self.parcels[option].append(_Parcel(parcel.rest[place + 1 :], parcel.number, parcel.value))
                self.votes[option] += parcel.number * parcel.value
                return

    def close(self, act: str, option: str | None = None, *, by_lot: bool = False) -> None:
        """End a stage: whoever has the quota is elected, the one with most votes first."""
        self.history.append(dict(self.votes))
        reached = self.in_order([one for one in self.continuing if self.votes[one] >= self.quota])
        self.elect(reached)
        self.waiting += [one for one in reached if self.votes[one] > self.quota]
        self.tell(act, option, reached, by_lot=by_lot)

    def elect(self, options: list[str]) -> None:
        self.elected += options
        self.continuing = [one for one in self.continuing if one not in options]

    def tell(self, act: str, option: str | None, elected: list[str], *, by_lot: bool = False) -> None:
        votes = {one: Decimal(number).scaleb(-DECIMALS) for one, number in self.votes.items()}
        self.stages.append(Stage(act, option, votes, tuple(elected), by_lot))

    def in_order(self, options: Sequence[str]) -> list[str]:
        """Most votes first; between equals the one with more at the stage last before, and so on back; then the tie order."""

        def key(option: str) -> tuple[object, ...]:
            then = tuple(-before[option] for before in reversed(self.history))
            return (-self.votes[option], then, self.tie_order.index(option))

        return sorted(options, key=key)

    def never_differed(self, one: str, other: str) -> bool:
        now = self.votes[one] == self.votes[other]
        return now and all(before[one] == before[other] for before in self.history)

    def pass_surplus_on(self) -> None:
        option, *others = self.in_order(self.waiting)
        by_lot = any(self.never_differed(option, other) for other in others)
        self.waiting.remove(option)
        total, surplus = self.votes[option], self.votes[option] - self.quota
        for parcel in self.parcels[option]:
            self.hand(_Parcel(parcel.rest, parcel.number, surplus * parcel.value // total))
        self.votes[option] = self.quota
        self.close("surplus", option, by_lot=by_lot)

    def exclude_last(self) -> None:
        *others, option = self.in_order(self.continuing)
        by_lot = any(self.never_differed(option, other) for other in others)
        self.continuing.remove(option)
        self.votes[option] = 0
        for parcel in self.parcels[option]:
            self.hand(parcel)
        self.close("exclusion", option, by_lot=by_lot)


def stv(
    options: Sequence[str], papers: Mapping[Ranked, int], *, seats: int, tie_order: Sequence[str]
) -> Tally[int, Quota | Stage]:
    """Count; winners in the order in which they were elected, the scores are first preferences."""
    cast = [(preferences(paper), number) for paper, number in papers.items()]
    valid = sum(number for order, number in cast if order)
    quota = valid // (seats + 1) + 1
    empty: dict[str, list[_Parcel]] = {option: [] for option in options}
    count = _Count(quota * ONE_VOTE, seats, tie_order, dict.fromkeys(options, 0), empty, list(options))
    for order, number in cast:
        count.hand(_Parcel(order, number, ONE_VOTE))
    first = {option: votes // ONE_VOTE for option, votes in count.votes.items()}
    count.close("first")
    while valid and len(count.elected) < seats and len(count.elected) + len(count.continuing) > seats:
        if count.waiting:
            count.pass_surplus_on()
        else:
            count.exclude_last()
    if valid and len(count.elected) < seats:
        last = count.in_order(count.continuing)
        count.elect(last)
        count.tell("remaining", None, last)
    return Tally(tuple(count.elected), first, (Quota(valid, seats, quota), *count.stages))


def preferences(paper: Ranked) -> tuple[str, ...]:
    """One option after the other, up to the first rank that two share."""
    order: list[str] = []
    for tier in paper:
        if len(tier) > 1:
            break
        order += tier
    return tuple(order)
