"""The rule: a majority in every college, at most N. Golden cases by hand, then properties of any election."""

import dataclasses
import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.tallies.colleges import tally_every_college
from consultations.tallies.types import (
    CollegeCount,
    DecidedBy,
    LimitStep,
    MajorityStep,
    MalformedTally,
    OrderStep,
    Paper,
    Reason,
)

from .elections import election, elections, papers, small_election


def option(outcome, letter):
    return next(one for one in outcome.options if one.option == letter)


def test_more_than_half_in_every_college_adopts():
    cast = [*papers("PUBLIC", A=2, B=1), *papers("CITIZEN", AB=11, A=5), *papers("SSE", A=7, B=5)]
    outcome = tally_every_college(election(cast, options="AB"))
    assert outcome.adopted == ("A",)
    assert option(outcome, "A").lacking == ()
    assert option(outcome, "B").lacking == ("PUBLIC", "SSE")
    assert option(outcome, "B").reason is Reason.NO_MAJORITY


def test_exactly_half_is_not_more_than_half():
    cast = [*papers("PUBLIC", A=1), *papers("CITIZEN", A=10, none=10)]
    outcome = tally_every_college(election(cast, colleges=("PUBLIC", "CITIZEN"), options="A"))
    assert outcome.adopted == ()
    assert option(outcome, "A").counts[1].needed == 11


def test_a_blank_paper_is_a_paper_cast():
    cast = papers("SSE", A=6, none=6)
    assert tally_every_college(election(cast, colleges=("SSE",), options="A")).adopted == ()
    assert tally_every_college(election(cast[:-1], colleges=("SSE",), options="A")).adopted == ("A",)


def test_a_college_in_which_nobody_voted_adopts_nothing():
    cast = [*papers("PUBLIC", A=9), *papers("CITIZEN", A=1000)]
    outcome = tally_every_college(election(cast, options="A"))
    assert outcome.adopted == ()
    assert option(outcome, "A").lacking == ("SSE",)
    assert option(outcome, "A").smallest_share == 0


def test_nobody_at_all_voted():
    outcome = tally_every_college(election([]))
    assert outcome.adopted == ()
    assert outcome.papers == (("PUBLIC", 0), ("CITIZEN", 0), ("SSE", 0))
    assert option(outcome, "A").total_share == 0


def test_at_most_n_takes_those_whose_least_favourable_college_likes_them_best():
    outcome = tally_every_college(small_election())
    assert outcome.adopted == ("A",)
    assert option(outcome, "A").smallest_share == Fraction(8, 10)
    assert (option(outcome, "C").reason, option(outcome, "C").place) == (Reason.BEYOND_LIMIT, 2)
    assert (option(outcome, "B").reason, option(outcome, "B").place) == (Reason.NO_MAJORITY, None)


def test_equal_smallest_shares_are_told_apart_by_the_share_of_all_papers():
    cast = [*papers("PUBLIC", AB=3, none=1), *papers("SSE", AB=9, B=1)]
    outcome = tally_every_college(election(cast, colleges=("PUBLIC", "SSE"), options="AB", adopt_at_most=1))
    assert outcome.adopted == ("B",)
    assert OrderStep("A", 2, DecidedBy.TOTAL_SHARE) in outcome.steps


def test_equal_in_everything_the_published_tie_order_decides():
    cast = papers("SSE", AB=3)
    for tie_order, adopted in (("AB", ("A",)), ("BA", ("B",))):
        given_tie = election(cast, colleges=("SSE",), options="AB", tie_order=tie_order, adopt_at_most=1)
        assert tally_every_college(given_tie).adopted == adopted


def test_fractions_are_exact_where_floats_would_tie():
    """Two shares whose nearest floats are the same number; the larger one still comes first."""
    larger, smaller = CollegeCount("SSE", 10**17 + 1, 10**17 + 2), CollegeCount("SSE", 10**17, 10**17 + 1)
    assert float(larger.share) == float(smaller.share)
    assert larger.share > smaller.share


def test_every_figure_of_the_reasoning_is_in_the_steps():
    outcome = tally_every_college(small_election())
    assert MajorityStep("B", "SSE", approvals=2, papers=10, needed=6, met=False) in outcome.steps
    assert [one for one in outcome.steps if isinstance(one, OrderStep)] == [
        OrderStep("A", 1, DecidedBy.FIRST),
        OrderStep("C", 2, DecidedBy.SMALLEST_SHARE),
    ]
    assert outcome.steps[-1] == LimitStep(limit=1, left_out=("C",))
    assert sum(isinstance(one, MajorityStep) for one in outcome.steps) == 9


@pytest.mark.parametrize(
    "wrong",
    [
        {"colleges": ()},
        {"colleges": ("SSE", "SSE")},
        {"options": ""},
        {"options": "AA"},
        {"tie_order": "AB"},
        {"adopt_at_most": 0},
        {"cast": [Paper("ELSEWHERE", frozenset("A"))]},
        {"cast": [Paper("SSE", frozenset("Z"))]},
    ],
)
def test_a_malformed_count_is_refused(wrong):
    with pytest.raises(MalformedTally):
        election(**{"cast": [], **wrong})


@given(elections(), st.randoms())
def test_the_order_of_papers_does_not_matter(given_election, chance):
    shuffled = list(given_election.papers)
    chance.shuffle(shuffled)
    again = dataclasses.replace(given_election, papers=tuple(shuffled))
    assert tally_every_college(again) == tally_every_college(given_election)


@given(elections())
def test_the_order_of_options_and_colleges_does_not_matter(given_election):
    again = dataclasses.replace(
        given_election, options=given_election.options[::-1], colleges=given_election.colleges[::-1]
    )
    assert tally_every_college(again).adopted == tally_every_college(given_election).adopted


@given(elections(), st.data())
def test_one_more_approval_never_unadopts(given_election, data):
    before = tally_every_college(given_election)
    if not (before.adopted and given_election.papers):
        return
    favoured = data.draw(st.sampled_from(before.adopted))
    index = data.draw(st.integers(0, len(given_election.papers) - 1))
    changed = list(given_election.papers)
    changed[index] = Paper(changed[index].college, changed[index].choices | {favoured})
    after = tally_every_college(dataclasses.replace(given_election, papers=tuple(changed)))
    assert favoured in after.adopted


@given(elections(), st.lists(st.frozensets(st.sampled_from("A")), max_size=5))
def test_one_more_college_never_adds_adoptions(given_election, choices):
    """Without a limit no option is added; with one, never more of them (another may take a place left free)."""
    wider = dataclasses.replace(
        given_election,
        colleges=(*given_election.colleges, "UNIVERSITY"),
        papers=(*given_election.papers, *(Paper("UNIVERSITY", one) for one in choices)),
    )
    before, after = tally_every_college(given_election), tally_every_college(wider)
    assert len(after.adopted) <= len(before.adopted)
    if given_election.adopt_at_most is None:
        assert set(after.adopted) <= set(before.adopted)


@given(elections())
def test_at_most_n_is_a_prefix_of_the_whole_order(given_election):
    whole = tally_every_college(dataclasses.replace(given_election, adopt_at_most=None)).adopted
    for limit in range(1, len(given_election.options) + 1):
        limited = tally_every_college(dataclasses.replace(given_election, adopt_at_most=limit))
        assert limited.adopted == whole[:limit]


@given(elections())
def test_a_blank_paper_helps_nothing(given_election):
    whole = dataclasses.replace(given_election, adopt_at_most=None)
    blank = dataclasses.replace(whole, papers=(*whole.papers, Paper(whole.colleges[0], frozenset())))
    assert set(tally_every_college(blank).adopted) <= set(tally_every_college(whole).adopted)


@given(elections())
def test_what_is_adopted_has_a_majority_everywhere_counted_naively(given_election):
    outcome = tally_every_college(dataclasses.replace(given_election, adopt_at_most=None))
    for letter in given_election.options:
        everywhere = all(
            sum(letter in p.choices for p in given_election.papers if p.college == college)
            > sum(p.college == college for p in given_election.papers) / 2
            for college in given_election.colleges
        )
        assert (letter in outcome.adopted) is everywhere


def test_four_hundred_thousand_papers_are_counted():
    chance = random.Random(7)
    kinds = [Paper("CITIZEN", frozenset(chance.sample("ABCDEFGHIJ", 3))) for _ in range(400)]
    cast = [kinds[number % 400] for number in range(400_000)]
    outcome = tally_every_college(election(cast, colleges=("CITIZEN",), options="ABCDEFGHIJ"))
    assert sum(one.counts[0].approvals for one in outcome.options) == 1_200_000
