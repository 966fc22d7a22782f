"""From figures to a decision: which options pass, in which order they are taken, how many are adopted.

An option passes if in every college more than half of the papers that weigh are for it; or, where colleges decide
together, if its weighted share, or its share of all papers, is more than half. A college in which no paper weighs gives
no majority and, of its weight, nothing: silence is not consent. Those that pass are taken by the share that decides (in
every college: the lowest), then by their share of all papers, then by the tie order; or as the method orders
them. A college that is withheld has no say in that order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from consultations.tallies.types import (
    CollegeCount,
    DecidedBy,
    LimitStep,
    MajorityStep,
    OptionOutcome,
    OrderStep,
    Outcome,
    Reason,
    ShareStep,
    Step,
)

from .rules import Joining, Rule, look_at_quorums

Counts = Mapping[str, tuple[CollegeCount, ...]]
Taken = list[tuple[OptionOutcome, DecidedBy]]
Order = Callable[[list[OptionOutcome]], Taken]

HALF = Fraction(1, 2)
DECIDED_BY = {
    Rule.EVERY_COLLEGE: DecidedBy.SMALLEST_SHARE,
    Rule.WEIGHTED_COLLEGES: DecidedBy.WEIGHTED_SHARE,
    Rule.ONE_PERSON_ONE_VOTE: DecidedBy.TOTAL_SHARE,
}


def decide(joining: Joining, counts: Counts, cast: Mapping[str, int], order: Order) -> Outcome:
    """`counts`: for each option one count per college; `cast`: papers per college, blank ones included."""
    quorums = look_at_quorums(joining.colleges, joining.quorums, cast)
    reached = all(step.met for step in quorums)
    reason = Reason.NO_MAJORITY if reached else Reason.NO_QUORUM
    looked_at = [OptionOutcome(option, count, reason, place=None) for option, count in counts.items()]
    taken = order([one for one in looked_at if passes(joining, one)]) if reached else []
    limit = len(taken) if joining.adopt_at_most is None else joining.adopt_at_most
    placed = {one.option: _place(one, place, limit) for place, (one, _) in enumerate(taken, start=1)}
    return Outcome(
        options=tuple(placed.get(one.option, one) for one in looked_at),
        adopted=tuple(option for option, one in placed.items() if one.adopted),
        papers=tuple(cast.items()),
        steps=(
            *quorums,
            *_majority_steps(joining, looked_at),
            *_order_steps(taken),
            *_limit_steps(taken, joining.adopt_at_most if reached else None),
        ),
    )


def passes(joining: Joining, one: OptionOutcome) -> bool:
    return not one.lacking if joining.rule is Rule.EVERY_COLLEGE else deciding_share(joining, one) > HALF


def deciding_share(joining: Joining, one: OptionOutcome) -> Fraction:
    """The share on which this rule looks first."""
    if joining.rule is Rule.EVERY_COLLEGE:
        return one.smallest_share
    if joining.rule is Rule.ONE_PERSON_ONE_VOTE:
        return one.total_share
    return sum((count.share * Fraction(joining.weights[count.college]) / 100 for count in one.counts), Fraction(0))


def by_share(joining: Joining, tie_order: Sequence[str]) -> Order:
    """The deciding share, then the share of all papers, then the tie order: of all colleges that may be told."""
    position = {option: place for place, option in enumerate(tie_order)}

    def key(one: OptionOutcome) -> tuple[Fraction, Fraction, int]:
        return (-deciding_share(joining, one), -one.total_share, position[one.option])

    def told(one: OptionOutcome) -> OptionOutcome:
        return replace(one, counts=tuple(count for count in one.counts if count.college not in joining.untold))

    def order(passed: list[OptionOutcome]) -> Taken:
        ordered = sorted(((told(one), one) for one in passed), key=lambda pair: key(pair[0]))
        pairs = zip([None, *(before for before, _ in ordered)], ordered, strict=False)
        return [(one, _decided_by(joining, before, known)) for before, (known, one) in pairs]

    return order


def _decided_by(joining: Joining, before: OptionOutcome | None, one: OptionOutcome) -> DecidedBy:
    if before is None:
        return DecidedBy.FIRST
    if deciding_share(joining, before) != deciding_share(joining, one):
        return DECIDED_BY[joining.rule]
    return DecidedBy.TOTAL_SHARE if before.total_share != one.total_share else DecidedBy.TIE_ORDER


def _place(one: OptionOutcome, place: int, limit: int) -> OptionOutcome:
    return replace(one, reason=Reason.ADOPTED if place <= limit else Reason.BEYOND_LIMIT, place=place)


def _majority_steps(joining: Joining, looked_at: list[OptionOutcome]) -> list[Step]:
    steps: list[Step] = []
    for one in looked_at:
        steps += [
            MajorityStep(one.option, count.college, count.approvals, count.papers, count.needed, count.has_majority)
            for count in one.counts
        ]
        if joining.rule is not Rule.EVERY_COLLEGE:
            steps.append(ShareStep(one.option, deciding_share(joining, one), passes(joining, one)))
    return steps


def _order_steps(taken: Taken) -> list[Step]:
    return [OrderStep(one.option, place, decided_by) for place, (one, decided_by) in enumerate(taken, start=1)]


def _limit_steps(taken: Taken, limit: int | None) -> list[Step]:
    if limit is None:
        return []
    return [LimitStep(limit=limit, left_out=tuple(one.option for one, _ in taken[limit:]))]
