"""One door to every method: who wins, what the lots are drawn from, whose blank papers weigh nothing."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultations.tallies.counting import Asked, CollegeRoll, count
from consultations.tallies.documents import document
from consultations.tallies.equal_shares_search import find_raises
from consultations.tallies.types import MalformedTally

from .held import asked_for, rolls, typed, votes_held


def counted(method, cast, **stated):
    asked = asked_for(method, cast, **stated)
    return document(count(asked, typed(asked, cast)))


def by_letter(told):
    return {one["letter"]: one for one in told["options"]}


# Each is counted by hand: two colleges, one of three bodies by name, one of six people.
BY_HAND = [
    ("yes_no", {"public": [["yes"]] * 2 + [["no"]], "citizen": [["yes"]] * 3 + [["no"]] * 2 + [[]]}, "A", ["A"]),
    ("approval", {"public": [["A", "B"]] * 3, "citizen": [["A"]] * 3 + [["B"]] * 2 + [[]]}, "AB", ["A"]),
    (
        "majority_judgement",
        {"public": [{"A": 3, "B": 2}] * 3, "citizen": [{"A": 4, "B": 4}] * 4 + [{"B": 3}, {}]},
        "AB",
        ["A"],
    ),
    (
        "schulze",
        {
            "public": [["B", "A", "none_of_these"]] * 3,
            "citizen": [["A", "B"]] * 4 + [["B", "none_of_these", "A"]] + [["none_of_these"]],
        },
        "AB",
        ["A", "B"],  # 4 above against 5: see below
    ),
    ("equal_shares", {"public": [["B"]] * 3, "citizen": [["A"]] * 4 + [["A", "B"]] * 2}, "AB", ["B", "A"]),
    ("stv", {"public": [["A", "B"]] * 3, "citizen": [["A", "C"]] * 3 + [["B"]] * 3}, "ABC", ["A", "B"]),
]


@pytest.mark.parametrize(("method", "cast", "options", "adopted"), BY_HAND, ids=[one[0] for one in BY_HAND])
def test_each_method_by_hand(method, cast, options, adopted):
    told = counted(method, cast, options=options)
    if method == "schulze":  # B is above A on 4 papers of 8, A above B on 4: a lot, whichever way it falls
        assert sorted(told["adopted"]) == adopted
        assert told["schulze"]["duels"]["A"]["B"] == told["schulze"]["duels"]["B"]["A"] == 4
    else:
        assert sorted(told["adopted"]) == sorted(adopted)
    assert told["papers"] == {"public": 3, "citizen": 6}
    assert {one["code"]: one["withheld"] for one in told["colleges"]} == {"public": False, "citizen": False}


def test_a_blank_paper_is_cast_and_weighs_nothing():
    """Three of five who say something; with the blank one three of six, which is not more than half."""
    told = counted("approval", {"citizen": [["A"]] * 3 + [["B"]] * 2 + [[]]}, options="AB")
    assert (told["papers"], told["blank"]) == ({"citizen": 6}, {"citizen": 1})
    assert by_letter(told)["A"]["smallest_share"] == "3/5"
    assert told["adopted"] == ["A"]


def test_a_quorum_is_a_part_of_the_roll_and_counts_blank_papers():
    cast = {"citizen": [["A"]] * 3 + [[]] * 3}
    for per_cent, met in ((30, True), (31, False)):
        told = counted("approval", cast, quorums={"citizen": per_cent})
        step = {"college": "citizen", "papers": 6, "needed": 6 + (not met), "per_cent": per_cent, "met": met}
        assert told["quorums"] == [step]
        assert told["adopted"] == (["A"] if met else [])


def test_the_lot_depends_on_the_seed_and_on_what_was_chosen_only():
    cast = {"public": [["A", "B", "C"]] * 3, "citizen": [["A", "B", "C"]] * 6}
    first = counted("approval", cast, adopt_at_most=1)
    assert first["adopted"] == first["tie_order"][:1]
    assert [one["decided_by"] for one in first["order"]] == ["first", "tie_order", "tie_order"]
    seeds = {
        tuple(document(count(_seeded(cast, str(n)), typed(_seeded(cast, "0"), cast)))["adopted"]) for n in range(9)
    }
    assert len(seeds) > 1
    others = counted("approval", {**cast, "citizen": cast["citizen"][::-1]}, adopt_at_most=1)
    assert others == first
    assert counted("approval", {**cast, "citizen": [*cast["citizen"], []]})["choices"] != first["choices"]


def _seeded(cast, seed):
    return Asked("approval", tuple("ABC"), rolls(cast), seed=seed, adopt_at_most=1)


def test_a_search_only_says_where_to_begin():
    cast = {"citizen": [["A", "C"]] * 5 + [["B"]] * 7 + [["C"]] * 2}
    asked = asked_for("equal_shares", cast, completion="add1", money=Fraction(71))
    slow = count(asked, typed(asked, cast))
    assert count(asked, typed(asked, cast), search=find_raises) == slow
    for wrong in (-2, +9):
        guess = document(slow)["shares"]["raises"] + wrong
        assert count(asked, typed(asked, cast), search=lambda *_, guess=guess: guess) == slow


@pytest.mark.parametrize(
    "asked",
    [
        Asked("borda", ("A",), (CollegeRoll("sse", "named", 3, 0),)),
        Asked("yes_no", ("A", "B"), (CollegeRoll("sse", "named", 3, 0),)),
        Asked("stv", ("A", "B"), (CollegeRoll("sse", "named", 3, 0),)),
        Asked("equal_shares", ("A",), (CollegeRoll("sse", "named", 3, 0),), money=Fraction(3), completion="none"),
    ],
)
def test_what_has_no_answer_is_refused(asked):
    with pytest.raises(MalformedTally):
        count(asked, {})


@settings(max_examples=80, deadline=None)
@given(votes_held(), st.randoms())
def test_neither_the_order_of_papers_nor_that_of_colleges_matters(held, chance):
    asked, cast = held
    told = document(count(asked, typed(asked, cast)))
    turned = {college: chance.sample(cast[college], len(cast[college])) for college in reversed(cast)}
    assert document(count(asked, typed(asked, turned))) == told
