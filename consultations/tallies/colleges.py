"""How the colleges are joined into one decision. One rule so far: every college has a majority.

An option is adopted if in every college more than half of the papers cast approve it. Papers cast are all valid
papers, blank ones included: whoever hands in a blank paper has approved nothing, and that weighs like any other
paper; whoever does not vote weighs nothing. A college in which nobody voted gives no majority, hence nothing is
adopted: silence is not consent. If at most N may be adopted, those that passed are ordered by their share in the
college that likes them least, then by their share of all papers, then by the tie order published when the vote
opened; the first N are adopted.
"""

from __future__ import annotations

from .approval import count_approvals, count_papers
from .types import DecidedBy, LimitStep, MajorityStep, OptionOutcome, OrderStep, Outcome, Reason, Step, TallyInput

EVERY_COLLEGE = "every_college"


def tally_every_college(given: TallyInput) -> Outcome:
    """Count the papers and decide; the steps carry every figure the decision rests on."""
    looked_at = [
        OptionOutcome(option=option, counts=counts, reason=Reason.NO_MAJORITY, place=None)
        for option, counts in count_approvals(given).items()
    ]
    ordered = _order([outcome for outcome in looked_at if not outcome.lacking], given.tie_order)
    limit = len(ordered) if given.adopt_at_most is None else given.adopt_at_most
    placed = {outcome.option: _place(outcome, place, limit) for place, outcome in enumerate(ordered, start=1)}
    return Outcome(
        options=tuple(placed.get(outcome.option, outcome) for outcome in looked_at),
        adopted=tuple(option for option, outcome in placed.items() if outcome.adopted),
        papers=tuple(count_papers(given).items()),
        steps=(*_majority_steps(looked_at), *_order_steps(ordered), *_limit_steps(ordered, given.adopt_at_most)),
    )


def _order(passed: list[OptionOutcome], tie_order: tuple[str, ...]) -> list[OptionOutcome]:
    position = {option: index for index, option in enumerate(tie_order)}
    return sorted(passed, key=lambda one: (-one.smallest_share, -one.total_share, position[one.option]))


def _place(outcome: OptionOutcome, place: int, limit: int) -> OptionOutcome:
    reason = Reason.ADOPTED if place <= limit else Reason.BEYOND_LIMIT
    return OptionOutcome(option=outcome.option, counts=outcome.counts, reason=reason, place=place)


def _majority_steps(looked_at: list[OptionOutcome]) -> list[Step]:
    return [
        MajorityStep(outcome.option, count.college, count.approvals, count.papers, count.needed, count.has_majority)
        for outcome in looked_at
        for count in outcome.counts
    ]


def _order_steps(ordered: list[OptionOutcome]) -> list[Step]:
    pairs = zip([None, *ordered], ordered, strict=False)
    return [
        OrderStep(one.option, place, _decided_by(before, one)) for place, (before, one) in enumerate(pairs, start=1)
    ]


def _decided_by(before: OptionOutcome | None, one: OptionOutcome) -> DecidedBy:
    if before is None:
        return DecidedBy.FIRST
    if before.smallest_share != one.smallest_share:
        return DecidedBy.SMALLEST_SHARE
    return DecidedBy.TOTAL_SHARE if before.total_share != one.total_share else DecidedBy.TIE_ORDER


def _limit_steps(ordered: list[OptionOutcome], limit: int | None) -> list[Step]:
    if limit is None:
        return []
    return [LimitStep(limit=limit, left_out=tuple(outcome.option for outcome in ordered[limit:]))]


RULES = {EVERY_COLLEGE: tally_every_college}
