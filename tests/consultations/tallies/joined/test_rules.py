"""What is refused before a vote opens, and quorums."""

from fractions import Fraction

import pytest

from consultations.tallies.joined.rules import (
    Fault,
    Joining,
    Rule,
    WrongWeights,
    check_parts,
    look_at_quorums,
    quorum_of,
)
from consultations.tallies.types import MalformedTally, QuorumStep, Reason

COLLEGES = ("PUBLIC", "CITIZEN", "SSE")


def weighted(*weights, colleges=COLLEGES):
    return Joining(colleges, Rule.WEIGHTED_COLLEGES, weights=dict(zip(colleges, weights, strict=False)))


@pytest.mark.parametrize(
    "weights",
    [(50, 40, 10), (10, 40, 50), (34, 33, 33), (Fraction(100, 3),) * 3],
)
def test_weights_within_the_bounds_are_taken(weights):
    assert sum(weighted(*weights).weights.values()) == 100


@pytest.mark.parametrize(
    ("weights", "fault", "college"),
    [
        ((51, 39, 10), Fault.TOO_HEAVY, "PUBLIC"),
        ((50, 41, 9), Fault.TOO_LIGHT, "SSE"),
        ((50, 50, 0), Fault.TOO_LIGHT, "SSE"),
        ((40, 40, 19), Fault.SUM_NOT_100, ""),
        ((40, 40, 21), Fault.SUM_NOT_100, ""),
        ((50, 50), Fault.NOT_ONE_EACH, ""),
        ((33.5, 33.5, 33), Fault.NOT_EXACT, "PUBLIC"),
    ],
)
def test_weights_outside_are_refused_and_say_why(weights, fault, college):
    with pytest.raises(WrongWeights, match=fault) as refused:
        weighted(*weights)
    assert (refused.value.fault, refused.value.college) == (fault, college)


def test_two_colleges_cannot_be_weighted_and_weights_need_their_rule():
    with pytest.raises(WrongWeights, match=Fault.TOO_FEW_COLLEGES):
        weighted(50, 50, colleges=("PUBLIC", "CITIZEN"))
    with pytest.raises(WrongWeights, match=Fault.NOT_ASKED_FOR):
        Joining(COLLEGES, weights={"PUBLIC": 100})


def test_shares_of_money_have_no_bounds_but_sum_to_everything():
    check_parts(("PUBLIC", "CITIZEN"), {"PUBLIC": 1, "CITIZEN": 99})
    with pytest.raises(WrongWeights, match=Fault.TOO_LIGHT):
        check_parts(("PUBLIC", "CITIZEN"), {"PUBLIC": 0, "CITIZEN": 100})


@pytest.mark.parametrize(
    "wrong",
    [
        {"colleges": ()},
        {"colleges": ("SSE", "SSE")},
        {"adopt_at_most": 0},
        {"quorums": {"ELSEWHERE": 3}},
        {"quorums": {"SSE": 0}},
    ],
)
def test_a_malformed_joining_is_refused(wrong):
    with pytest.raises(MalformedTally):
        Joining(**{"colleges": COLLEGES, **wrong})


@pytest.mark.parametrize(
    ("roll", "per_cent", "needed"), [(100, 20, 20), (101, 20, 21), (3, Fraction(100, 3), 1), (0, 50, 1), (7, 50, 4)]
)
def test_a_quorum_stated_as_a_part_of_the_roll_is_rounded_up(roll, per_cent, needed):
    assert quorum_of(roll, per_cent) == needed


def test_a_quorum_is_reached_by_just_as_many_papers():
    steps = look_at_quorums(COLLEGES, {"SSE": 5, "PUBLIC": 3}, {"PUBLIC": 3, "CITIZEN": 0, "SSE": 4})
    assert steps == (QuorumStep("PUBLIC", 3, 3, True), QuorumStep("SSE", 4, 5, False))


def test_stored_words_stay_as_they_are():
    """They stand in frozen results and published packages."""
    assert [*Rule] == ["every_college", "weighted_colleges", "one_person_one_vote"]
    assert [*Reason] == ["adopted", "no_majority", "beyond_limit", "no_quorum", "not_funded", "not_elected"]
