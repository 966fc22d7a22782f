"""Counting approvals, all together."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from consultations.tallies.approval import approval

from .votes import LETTERS, cast, orders, other_names, renamed

APPROVALS = cast(st.frozensets(st.sampled_from(LETTERS)))


def test_ties_follow_the_announced_rule_and_are_told():
    tally = approval("ABC", {frozenset("AB"): 2, frozenset("C"): 3, frozenset(): 1}, tie_order="BAC", seats=2)
    assert [(one.option, one.by_lot) for one in tally.steps] == [("C", False), ("B", False), ("A", True)]
    assert (tally.winners, tally.scores) == (("C", "B"), {"A": 2, "B": 2, "C": 3})


@given(APPROVALS, orders(), other_names(), st.integers(1, 5))
def test_the_same_by_hand_whatever_the_names(cast_papers, ties, names, seats):
    hands = Counter(option for paper in cast_papers.elements() for option in paper)
    by_hand = tuple(sorted(LETTERS, key=lambda one: (-hands[one], ties.index(one)))[:seats])
    assert approval(LETTERS, cast_papers, tie_order=ties, seats=seats).winners == by_hand
    turned = dict(reversed(renamed(cast_papers, names).items()))
    winners = approval(LETTERS, turned, tie_order=renamed(ties, names), seats=seats).winners
    assert winners == renamed(by_hand, names)


@given(APPROVALS, st.sampled_from(LETTERS))
def test_one_approval_more_does_no_harm(cast_papers, liked):
    before = approval(LETTERS, cast_papers, tie_order=LETTERS, seats=2).winners
    after = approval(LETTERS, cast_papers + Counter([frozenset(liked)]), tie_order=LETTERS, seats=2).winners
    assert liked in after or liked not in before
