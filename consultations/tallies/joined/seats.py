"""Seats over colleges, by the single transferable vote: each college elects its own, or all elect together on one roll.

Where each college elects its own, a quorum is its own matter: one that is not reached leaves the seats of that college
empty, not those of the others. On one roll everybody elects the same seats: then none is filled.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consultations.tallies.ballots import Ranked
from consultations.tallies.stv import Quota, Stage, stv
from consultations.tallies.tally import Tally
from consultations.tallies.types import QuorumStep, Reason

from .papers import ByCollege, check_papers, check_rankings, one_heap, papers_cast
from .rules import check_quorums, look_at_quorums, refuse_unless


@dataclass(frozen=True)
class Seats:
    """One election. `colleges`: who elected together; `empty`: seats for which there was nobody, no vote or no quorum."""

    colleges: tuple[str, ...]
    seats: int
    elected: tuple[str, ...]
    empty: int
    reasons: Mapping[str, Reason]
    papers: tuple[tuple[str, int], ...]
    tally: Tally[int, Quota | Stage]
    quorums: tuple[QuorumStep, ...]


@dataclass(frozen=True)
class Elections:
    """One for each college, told like one."""

    by_college: tuple[Seats, ...]

    @property
    def elected(self) -> tuple[str, ...]:
        """College after college."""
        return tuple(one for own in self.by_college for one in own.elected)

    @property
    def reasons(self) -> dict[str, Reason]:
        return {one: reason for own in self.by_college for one, reason in own.reasons.items()}

    @property
    def quorums(self) -> tuple[QuorumStep, ...]:
        return tuple(step for own in self.by_college for step in own.quorums)


def elect_by_college(
    candidates: Mapping[str, Sequence[str]],
    seats: Mapping[str, int],
    papers: ByCollege[Ranked],
    *,
    tie_order: Sequence[str],
    quorums: Mapping[str, int] | None = None,
) -> tuple[Seats, ...]:
    """One election for each college, in the order of `candidates`. Nobody stands in two; papers name their own college's."""
    standing = [one for own in candidates.values() for one in own]
    refuse_unless(set(candidates) == set(seats) and len(set(standing)) == len(standing), "candidates")
    check_papers(tuple(candidates), papers)
    check_quorums(tuple(candidates), quorums or {})
    return tuple(
        elect_on_one_roll(
            (college,),
            own,
            seats[college],
            {college: papers.get(college, {})},
            tie_order=[one for one in tie_order if one in own],
            quorums={name: needed for name, needed in (quorums or {}).items() if name == college},
        )
        for college, own in candidates.items()
    )


def elect_on_one_roll(
    colleges: Sequence[str],
    candidates: Sequence[str],
    seats: int,
    papers: ByCollege[Ranked],
    *,
    tie_order: Sequence[str],
    quorums: Mapping[str, int] | None = None,
) -> Seats:
    """All papers weigh the same, whichever college they come from."""
    check_quorums(colleges, quorums or {})
    refuse_unless(seats >= 1 and sorted(tie_order) == sorted(set(candidates)) == sorted(candidates), "candidates")
    check_rankings(colleges, candidates, papers)
    tally = stv(candidates, one_heap(papers, dict.fromkeys(colleges, 1)), seats=seats, tie_order=tie_order)
    cast = papers_cast(colleges, papers)
    looked_at = look_at_quorums(colleges, quorums or {}, cast)
    reached = all(step.met for step in looked_at)
    elected = tally.winners if reached else ()
    otherwise = Reason.NOT_ELECTED if reached else Reason.NO_QUORUM
    return Seats(
        colleges=tuple(colleges),
        seats=seats,
        elected=elected,
        empty=seats - len(elected),
        reasons={one: Reason.ADOPTED if one in elected else otherwise for one in candidates},
        papers=tuple(cast.items()),
        tally=tally,
        quorums=looked_at,
    )
