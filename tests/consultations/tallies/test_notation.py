"""One way to write each paper, back and forth, and nothing else is a paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.tallies.notation import METHODS, as_paper, canonical, read, write
from consultations.tallies.types import MalformedTally

LETTERS = ("A", "B", "C")


def papers(method):
    """What a browser might send: any order, any part of the options."""
    if method == "yes_no":
        return st.sampled_from([["yes"], ["no"], []])
    if method == "majority_judgement":
        return st.dictionaries(st.sampled_from(LETTERS), st.integers(0, 4))
    names = [*LETTERS, "none_of_these"] if method == "schulze" else LETTERS
    return st.lists(st.sampled_from(names), unique=True)


@pytest.mark.parametrize("method", METHODS)
@given(data=st.data())
def test_a_paper_is_read_as_it_was_written(method, data):
    choices = canonical(method, LETTERS, data.draw(papers(method)))
    cell = write(method, choices)
    assert canonical(method, LETTERS, read(method, cell)) == choices
    assert write(method, read(method, cell)) == cell


@pytest.mark.parametrize(
    ("method", "choices", "cell", "typed"),
    [
        ("yes_no", ["yes"], "yes", "yes"),
        ("yes_no", [], "", "abstain"),
        ("approval", ["C", "A"], "A C", frozenset({"A", "C"})),
        ("equal_shares", [], "", frozenset()),
        ("majority_judgement", {"C": 0, "A": 4}, "A=4 C=0", frozenset({("A", 4), ("C", 0)})),
        ("majority_judgement", {}, "", frozenset()),
        ("schulze", ["B", "none_of_these"], "B>none_of_these", (frozenset("B"), frozenset({"none_of_these"}))),
        ("stv", ["B", "A"], "B>A", (frozenset("B"), frozenset("A"))),
    ],
)
def test_as_the_table_in_the_docstring_has_it(method, choices, cell, typed):
    written = canonical(method, LETTERS, choices)
    assert write(method, written) == cell
    assert as_paper(method, written) == typed


@pytest.mark.parametrize(
    ("method", "choices"),
    [
        ("yes_no", ["yes", "no"]),
        ("yes_no", ["A"]),
        ("approval", ["A", "A"]),
        ("approval", ["D"]),
        ("approval", {"A": 1}),
        ("approval", [["A"]]),
        ("approval", None),
        ("approval", "AB"),
        ("majority_judgement", ["A"]),
        ("majority_judgement", {"A": 5}),
        ("majority_judgement", {"A": True}),
        ("majority_judgement", {"D": 1}),
        ("stv", ["A", "none_of_these"]),
        ("schulze", ["A", "B", "A"]),
        ("borda", []),
    ],
)
def test_what_is_no_paper_is_refused(method, choices):
    with pytest.raises(MalformedTally):
        canonical(method, LETTERS, choices)


@pytest.mark.parametrize("cell", ["A=5", "A=", "A", "A=1 A=1", "A=1  B=2", "A=²", "=1=1"])
def test_a_cell_with_no_grades_is_refused(cell):
    with pytest.raises(MalformedTally):
        canonical("majority_judgement", LETTERS, read("majority_judgement", cell))
