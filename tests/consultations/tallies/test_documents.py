"""The result as JSON: exact, whole, and silent about a college in which so few voted that papers would tell on them."""

import json
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from consultations.tallies.counting import count
from consultations.tallies.documents import document

from .held import BY_MAJORITY, asked_for, one_paper, rolls, typed, votes_held

THREE = {
    "yes_no": [["yes"], ["yes"], ["no"]],
    "approval": [["A"], ["A", "B"], []],
    "majority_judgement": [{"A": 4}, {"A": 3, "B": 1}, {}],
    "schulze": [["A", "none_of_these"], ["B", "A"], ["A"]],
    "equal_shares": [["A"], ["A", "B"], ["C"]],
    "stv": [["A"], ["B", "A"], ["A", "C"]],
}


def told(asked, cast):
    return document(count(asked, typed(asked, cast)))


@settings(max_examples=80, deadline=None)
@given(votes_held())
def test_it_is_plain_json_and_the_figures_agree_with_each_other(held):
    asked, cast = held
    found = told(asked, cast)
    assert json.loads(json.dumps(found)) == found
    assert found["papers"] == {college: len(own) for college, own in cast.items()}
    assert found["adopted"] == [
        one["letter"]
        for one in sorted((one for one in found["options"] if one["reason"] == "adopted"), key=lambda one: one["place"])
    ]
    for one in found["options"] if asked.method in BY_MAJORITY else ():
        weigh = {college: found["papers"][college] - found["blank"][college] for college in cast}
        assert one["lacking"] == [code for code in cast if 2 * one["approvals"][code] <= weigh[code]]


@pytest.mark.parametrize("method", THREE)
def test_a_college_of_three_papers_is_told_as_passed_or_not_and_nothing_else(method):
    options = "A" if method == "yes_no" else "ABC"
    large = {"public": THREE[method], "sse": THREE[method] * 3}
    asked = asked_for(method, {**large, "citizen": THREE[method]}, options=options)
    found = told(asked, {**large, "citizen": THREE[method]})
    assert [one["code"] for one in found["colleges"] if one["withheld"]] == ["citizen"]
    assert found["papers"]["citizen"] == 3
    assert found["blank"]["citizen"] is None
    for one in found["options"]:
        assert one["approvals"]["citizen"] is None
        assert one["approvals"]["sse"] is not None
        assert (one["smallest_share"], one["total_share"], one["weighted_share"]) == (None, None, None)
    assert {one["decided_by"] for one in found["order"]} <= {None}
    blocks = set(found) & {"gauges", "gauges_by_college", "schulze", "irv", "differ", "shares", "bought", "filled"}
    blocks |= set(found) & {"greedy", "by_college", "spent", "votes", "first", "quota", "stages", "paper_weights"}
    assert {json.dumps(found[block]) for block in blocks} <= {"null"}


def test_no_small_change_in_a_withheld_college_shows_but_by_what_passes():
    """Two different sets of papers with which the same passes give the same bytes, lots included."""
    large = {"public": [["A"]] * 3, "sse": [["A"]] * 7 + [["B"]]}
    asked = asked_for("approval", {**large, "citizen": [[]] * 3})
    one = told(asked, {**large, "citizen": [["A"], ["A", "B"], ["A", "C"]]})
    other = told(asked, {**large, "citizen": [["A"], ["A"], []]})
    assert json.dumps(one) == json.dumps(other)
    assert json.dumps(told(asked, {**large, "citizen": [["A"], ["C"], ["C"]]})) != json.dumps(one)


def test_nobody_and_bodies_by_name_are_never_withheld():
    cast = {"public": [["A"]] * 2, "citizen": [], "sse": [["A"]] * 5}
    assert not any(one["withheld"] for one in told(asked_for("approval", cast), cast)["colleges"])


@settings(max_examples=300, deadline=None)
@given(votes_held(), st.data())
def test_of_a_withheld_college_nothing_shows_but_what_passed(held, data):
    """Other papers there, and the same options pass: not a byte of the result differs, its order neither."""
    asked, cast = held
    paper = one_paper(asked.method, asked.on_paper("citizen"))
    one, other = (
        told(replace(asked, colleges=rolls(papers)), papers)
        for papers in ({**cast, "citizen": data.draw(st.lists(paper, min_size=3, max_size=3))} for _which in range(2))
    )
    assume(known(one) == known(other))
    assert one == other


def known(found):
    """What is told of each option on purpose."""
    return [(option["lacking"], option["place"] is None, option["reason"]) for option in found["options"]]
