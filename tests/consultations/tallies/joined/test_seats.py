"""Seats: each college its own, or all on one roll."""

from collections import Counter

import pytest
from hypothesis import given

from consultations.tallies.joined.seats import elect_by_college, elect_on_one_roll
from consultations.tallies.stv import stv
from consultations.tallies.types import MalformedTally, QuorumStep, Reason
from tests.consultations.tallies.votes import orders, other_names, rankings, renamed

from .votes import COLLEGES, by_college, college_names

CANDIDATES = {"CITIZEN": ("A", "B", "C"), "SSE": ("D", "E")}
SEATS = {"CITIZEN": 2, "SSE": 1}


def papers(**by_letters):
    """papers(ABC=3, none=1): three that rank A, B, C; a blank one."""
    return Counter({() if one == "none" else tuple(map(frozenset, one)): number for one, number in by_letters.items()})


# Citizens: quota 12 / 3 + 1 = 5. A has 7, B 1, C 4: A's surplus of 2 goes on to B, which has 3; B goes, C has the seat.
VOTE = {"CITIZEN": papers(AB=7, B=1, C=4), "SSE": papers(D=2, ED=3, none=1)}


def test_each_college_elects_its_own():
    citizens, organisations = elect_by_college(CANDIDATES, SEATS, VOTE, tie_order="ABCDE")
    assert (citizens.elected, organisations.elected) == (("A", "C"), ("E",))
    assert citizens.reasons == {"A": Reason.ADOPTED, "B": Reason.NOT_ELECTED, "C": Reason.ADOPTED}
    assert (citizens.tally.steps[0].quota, citizens.empty) == (5, 0)
    assert organisations.papers == (("SSE", 6),)


def test_one_roll():
    """Seventeen papers that rank, three seats: quota 5. A 7, C 4, E 3, D 2, B 1. Of A's surplus 7 papers of 0.28571 go to B,
    which has 2.99997. D goes; its papers name nobody else. B goes, having a little less than E; C and E are left.
    """
    told = elect_on_one_roll(("CITIZEN", "SSE"), "ABCDE", 3, VOTE, tie_order="ABCDE")
    assert told.elected == ("A", "C", "E")
    assert told.papers == (("CITIZEN", 12), ("SSE", 6))
    assert told.colleges == ("CITIZEN", "SSE")


def test_a_quorum_missed_leaves_the_seats_of_that_college_empty_and_on_one_roll_all():
    citizens, organisations = elect_by_college(CANDIDATES, SEATS, VOTE, tie_order="ABCDE", quorums={"SSE": 7})
    assert citizens.elected == ("A", "C")
    assert (organisations.elected, organisations.empty) == ((), 1)
    assert organisations.reasons == {"D": Reason.NO_QUORUM, "E": Reason.NO_QUORUM}
    assert organisations.quorums == (QuorumStep("SSE", 6, 7, met=False),)
    together = elect_on_one_roll(("CITIZEN", "SSE"), "ABCDE", 3, VOTE, tie_order="ABCDE", quorums={"SSE": 7})
    assert (together.elected, together.empty) == ((), 3)


def test_fewer_candidates_than_seats():
    (told,) = elect_by_college({"SSE": ("D", "E")}, {"SSE": 3}, {"SSE": papers(E=1)}, tie_order="DE")
    assert (set(told.elected), told.empty) == ({"D", "E"}, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"candidates": {"CITIZEN": ("A", "B"), "SSE": ("B",)}, "papers": {}},
        {"seats": {"CITIZEN": 2}},
        {"seats": {"CITIZEN": 2, "SSE": 0}},
        {"papers": {"CITIZEN": papers(AD=1)}},
        {"papers": {"ELSEWHERE": papers(A=1)}},
        {"quorums": {"ELSEWHERE": 1}},
    ],
)
def test_what_cannot_be_is_refused(wrong):
    asked = {"candidates": CANDIDATES, "seats": SEATS, "papers": VOTE, "quorums": {}, **wrong}
    with pytest.raises(MalformedTally):
        elect_by_college(
            asked["candidates"], asked["seats"], asked["papers"], tie_order="ABCDE", quorums=asked["quorums"]
        )


@given(by_college(rankings("ABC", strict=True)), orders("ABC"), college_names(), other_names("ABC"))
def test_one_roll_is_one_heap_whatever_the_names_and_orders(vote, tie_order, colleges, names):
    told = elect_on_one_roll(COLLEGES, "ABC", 2, vote, tie_order=tie_order)
    assert told.elected == stv("ABC", sum(vote.values(), Counter()), seats=2, tie_order=tie_order).winners
    moved = {colleges[one]: renamed(own, names) for one, own in reversed(vote.items())}
    other = elect_on_one_roll(COLLEGES[::-1], "CBA", 2, moved, tie_order=renamed(tie_order, names))
    assert other.elected == renamed(told.elected, names)


@given(by_college(rankings("ABC", strict=True)), by_college(rankings("ABC", strict=True)), orders("ABC"))
def test_another_college_changes_nothing_in_mine(vote, other, tie_order):
    """Each college has candidates of its own, here called by its first letter as well."""

    def own(letter, papers):
        return renamed(papers, {one: letter + one for one in "ABC"})

    candidates = {college: [college[0] + one for one in "ABC"] for college in COLLEGES}
    order = [college[0] + one for one in tie_order for college in COLLEGES]
    seats = dict.fromkeys(COLLEGES, 1)
    mixed = {**other, "SSE": vote["SSE"]}
    first, second = (
        elect_by_college(candidates, seats, {c: own(c[0], papers) for c, papers in cast.items()}, tie_order=order)
        for cast in (vote, mixed)
    )
    assert first[2] == second[2]
