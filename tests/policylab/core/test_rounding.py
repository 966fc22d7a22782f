"""Turnout of separated colleges while a vote runs: never exact, never a small figure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policylab.core.rounding import in_words, rounded_down


@pytest.mark.parametrize(
    ("voted", "shown"),
    [
        (0, 0),
        (9, 0),
        (10, 10),
        (14, 10),
        (15, 15),
        (99, 95),
        (100, 100),
        (109, 100),
        (999, 990),
        (1234, 1200),
        (12_345, 12_000),
    ],
)
def test_rounded_down(voted, shown):
    assert rounded_down(voted) == shown


@given(st.integers(0, 1_000_000))
def test_it_never_says_more_than_there_are_and_never_goes_back(voted):
    assert rounded_down(voted) <= voted
    assert rounded_down(voted) <= rounded_down(voted + 1)


def test_in_words():
    assert in_words(3) == in_words(9)
    assert "3" not in in_words(3)
    assert "95" in in_words(97)
