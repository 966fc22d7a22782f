"""Rankings joined over colleges: Schulze's order of all papers, of those that enough people put above «None of these».

«None of these» stands on every ballot. A paper is for an option that it ranks above it: in a better rank, or named at
all where «None of these» is not. Blank papers, which rank nothing, are cast, count for a quorum and weigh nothing. Those
that pass are taken in Schulze's order of everything on the ballot, «None of these» among it: the order anybody gets from
the published papers with any program. With weighted colleges each paper weighs in it as its college does by its papers;
otherwise all weigh the same. Instant run-off over the same papers stands beside; so does whether its winner differs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consultations.tallies.ballots import Approved, Ranked
from consultations.tallies.irv import Round, irv
from consultations.tallies.schulze import Placed, Standing, schulze
from consultations.tallies.tally import Tally
from consultations.tallies.types import DecidedBy, OptionOutcome, Outcome

from .deciding import Order, Taken, decide
from .opinions import count_for
from .papers import ByCollege, check_rankings, one_heap, paper_weights, papers_cast
from .rules import Joining, Rule, refuse_unless

NONE_OF_THESE = "none_of_these"


@dataclass(frozen=True)
class RankedOutcome:
    """`weights`: what a paper of each college weighs in the two orders. `differ`: the two have another winner."""

    outcome: Outcome
    schulze: Tally[Standing, Placed]
    irv: Tally[int, Round]
    differ: bool
    weights: Mapping[str, int]


def join_ranked(
    joining: Joining, options: Sequence[str], papers: ByCollege[Ranked], *, tie_order: Sequence[str]
) -> RankedOutcome:
    """`options` without «None of these», `tie_order` with it: it is drawn like any other."""
    on_ballot = (*options, NONE_OF_THESE)
    check_rankings(joining.colleges, on_ballot, papers)
    refuse_unless(bool(options) and len(set(on_ballot)) == len(on_ballot), "options")
    refuse_unless(sorted(tie_order) == sorted(on_ballot), "tie order")
    said = {college: {paper: n for paper, n in cast.items() if any(paper)} for college, cast in papers.items()}
    weights = _weights(joining, papers_cast(joining.colleges, said))
    heap = one_heap({code: cast for code, cast in said.items() if code not in joining.untold}, weights)
    order = schulze(on_ballot, heap, tie_order=tie_order)
    runoff = irv(on_ballot, heap, tie_order=tie_order)
    above = {college: _above_none(cast) for college, cast in said.items()}
    counts = {option: count_for(joining.colleges, above, option) for option in options}
    outcome = decide(joining, counts, papers_cast(joining.colleges, papers), by_schulze(order.steps))
    return RankedOutcome(outcome, order, runoff, order.winners != runoff.winners, weights)


def above_none(paper: Ranked) -> Approved:
    """What a paper ranks above «None of these»."""
    above: set[str] = set()
    for tier in paper:
        if NONE_OF_THESE in tier:
            break
        above |= tier
    return frozenset(above)


def by_schulze(placed: Sequence[Placed]) -> Order:
    """Those that passed, as Schulze has them; a lot decided where the one before does not beat the one behind it."""

    def order(passed: list[OptionOutcome]) -> Taken:
        by_option = {one.option: one for one in passed}
        places = [step for step in placed if step.option in by_option]
        taken: Taken = []
        for before, step in zip([None, *places], places, strict=False):
            by_lot = before is not None and step.option in before.beside
            decided = DecidedBy.FIRST if before is None else DecidedBy.TIE_ORDER if by_lot else DecidedBy.SCHULZE
            taken.append((by_option[step.option], decided))
        return taken

    return order


def _weights(joining: Joining, voters: Mapping[str, int]) -> dict[str, int]:
    if joining.rule is Rule.WEIGHTED_COLLEGES:
        return paper_weights(joining.weights, voters)
    return dict.fromkeys(joining.colleges, 1)


def _above_none(cast: Mapping[Ranked, int]) -> dict[Approved, int]:
    above: dict[Approved, int] = {}
    for paper, number in cast.items():
        above[above_none(paper)] = above.get(above_none(paper), 0) + number
    return above
