"""What is said before anybody votes on how colleges are joined, and what is refused there.

  every_college         an option needs more than half in each college (as in «the people and the cantons», Swiss Federal
                        Constitution, art. 142): the default
  weighted_colleges     its shares in the colleges, each times the college's weight, are more than half. The bounds are those of
                        the French cooperatives of collective interest (law 47-1775, art. 19 septies and octies): at least three
                        colleges, none under 10 or over 50 per cent, so that none can do without the others
  one_person_one_vote   all papers are one heap

A quorum is the number of papers, blank ones included, that a college must have cast; where one is not reached nothing
is adopted at all.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from numbers import Rational

from consultations.tallies.types import MalformedTally, QuorumStep

LIGHTEST, HEAVIEST, FEWEST_COLLEGES = 10, 50, 3


class Rule(StrEnum):
    """Stored with a vote: never rename a value."""

    EVERY_COLLEGE = "every_college"
    WEIGHTED_COLLEGES = "weighted_colleges"
    ONE_PERSON_ONE_VOTE = "one_person_one_vote"


class Fault(StrEnum):
    """What is wrong with weights, or with shares of the money, for a form to say in words."""

    TOO_FEW_COLLEGES = "too_few_colleges"
    NOT_ONE_EACH = "not_one_each"
    NOT_EXACT = "not_exact"
    TOO_LIGHT = "too_light"
    TOO_HEAVY = "too_heavy"
    SUM_NOT_100 = "sum_not_100"
    NOT_ASKED_FOR = "not_asked_for"


class WrongWeights(MalformedTally):
    """Refused before the vote opens. `college`: the one at fault, if it is one."""

    def __init__(self, fault: Fault, college: str = "") -> None:
        super().__init__(f"weights: {fault}{f' ({college})' if college else ''}")
        self.fault = fault
        self.college = college


@dataclass(frozen=True)
class Joining:
    """How colleges are joined. Weights are per cent, whole or as fractions (100/3); quorums count papers.

    `untold`: colleges so small that their papers are withheld. They decide what passes like the others, but not in which order
    it is taken: from the order one could reckon how those few voted.
    """

    colleges: tuple[str, ...]
    rule: Rule = Rule.EVERY_COLLEGE
    weights: Mapping[str, int | Fraction] = field(default_factory=dict)
    quorums: Mapping[str, int] = field(default_factory=dict)
    adopt_at_most: int | None = None
    untold: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        refuse_unless(bool(self.colleges) and len(set(self.colleges)) == len(self.colleges), "colleges")
        refuse_unless(self.adopt_at_most is None or self.adopt_at_most >= 1, "adopt at most")
        check_quorums(self.colleges, self.quorums)
        if self.rule is Rule.WEIGHTED_COLLEGES:
            check_weights(self.colleges, self.weights)
        elif self.weights:
            raise WrongWeights(Fault.NOT_ASKED_FOR)


def check_weights(colleges: Sequence[str], weights: Mapping[str, int | Fraction]) -> None:
    """A form may call this with what was typed; WrongWeights says what is the matter."""
    if len(colleges) < FEWEST_COLLEGES:
        raise WrongWeights(Fault.TOO_FEW_COLLEGES)
    check_parts(colleges, weights)
    for college, weight in weights.items():
        if weight < LIGHTEST:
            raise WrongWeights(Fault.TOO_LIGHT, college)
        if weight > HEAVIEST:
            raise WrongWeights(Fault.TOO_HEAVY, college)


def check_parts(colleges: Sequence[str], parts: Mapping[str, int | Fraction]) -> None:
    """Per cent, one for each college, exact, above nothing, 100 together."""
    if sorted(colleges) != sorted(parts):
        raise WrongWeights(Fault.NOT_ONE_EACH)
    for college, part in parts.items():
        if not isinstance(part, Rational):
            raise WrongWeights(Fault.NOT_EXACT, college)
        if part <= 0:
            raise WrongWeights(Fault.TOO_LIGHT, college)
    if sum(parts.values()) != 100:
        raise WrongWeights(Fault.SUM_NOT_100)


def check_quorums(colleges: Sequence[str], quorums: Mapping[str, int]) -> None:
    refuse_unless(set(quorums) <= set(colleges) and all(needed >= 1 for needed in quorums.values()), "quorums")


def quorum_of(roll: int, per_cent: int | Fraction) -> int:
    """The papers needed where a quorum was stated as a part of the roll: never fewer than that part, never none."""
    return max(1, math.ceil(Fraction(roll) * Fraction(per_cent) / 100))


def look_at_quorums(
    colleges: Sequence[str], quorums: Mapping[str, int], cast: Mapping[str, int]
) -> tuple[QuorumStep, ...]:
    """One step for each college that has a quorum, in the order of the colleges."""
    return tuple(
        QuorumStep(college, cast[college], quorums[college], cast[college] >= quorums[college])
        for college in colleges
        if college in quorums
    )


def refuse_unless(sound: bool, what: str) -> None:
    if not sound:
        raise MalformedTally(what)
