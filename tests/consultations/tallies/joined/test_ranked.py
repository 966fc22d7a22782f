"""Rankings over colleges: «None of these» by hand, Schulze beside instant run-off, a naive count."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given

from consultations.tallies.joined.ranked import NONE_OF_THESE, above_none, join_ranked
from consultations.tallies.joined.rules import Joining
from consultations.tallies.schulze import schulze
from consultations.tallies.types import DecidedBy, MajorityStep, MalformedTally, OrderStep, QuorumStep, Reason
from tests.consultations.tallies.votes import orders, other_names, rankings, renamed

from .votes import COLLEGES, by_college, called, college_names, joinings, passes_naively, weighted

OPTIONS = ("A", "B", "C")
ON_BALLOT = (*OPTIONS, NONE_OF_THESE)
RANKED = rankings(ON_BALLOT) | rankings(OPTIONS)  # without «None of these» what is named is above it
EVERY = Joining(COLLEGES)


def ranking(text):
    """ranking("A=B>0>C"): 0 is «None of these»."""
    return tuple(frozenset(tier.replace("0", NONE_OF_THESE).split("=")) for tier in text.split(">") if text)


def papers(*lines):
    """papers("3 A>0", "2 "): three such papers, two blank ones."""
    return Counter({ranking(line.partition(" ")[2]): int(line.partition(" ")[0]) for line in lines})


@pytest.mark.parametrize(
    ("paper", "above"),
    [("A>0>B", "A"), ("A=0>B", ""), ("A>B", "AB"), ("0", ""), ("0>A=B", ""), ("A=B>C>0", "ABC"), ("", "")],
)
def test_what_stands_above_none_of_these(paper, above):
    """In a better rank, or named where «None of these» is not."""
    assert above_none(ranking(paper)) == frozenset(above)


# Every citizen ranks all; C is first for the most, but refused by the organisations (2 of 5 for it).
VOTE = {
    "PUBLIC": papers("2 A>B>C>0", "1 B>A>C>0"),
    "CITIZEN": papers("4 C>A>B>0", "3 B>A>C>0", "2 A>B>C", "1 "),
    "SSE": papers("2 A>B>0", "1 B>A>0>C", "2 C>B>A"),
}


def test_ranked_worked_by_hand():
    """Seventeen papers that rank. A before B: 2 + 4 + 2 + 2 = 10 of 17, A before C: 3 + 5 + 3 = 11, B before C the same 11.

    So Schulze has A, B, C and «None of these» last (before C: 3 organisations of 17). First places: A 6, B 5, C 6,
    «None of these» 0. Run-off: «None of these» goes, then B; its 1 + 3 + 1 papers go to A: 11 to 6, A as well.
    """
    given_papers = join_ranked(EVERY, OPTIONS, VOTE, tie_order=ON_BALLOT)
    outcome = given_papers.outcome
    assert [step.option for step in given_papers.schulze.steps] == list(ON_BALLOT)
    assert (given_papers.irv.winners, given_papers.differ) == (("A",), False)
    assert outcome.adopted == ("A", "B")
    assert MajorityStep("C", "SSE", 2, 5, needed=3, met=False) in outcome.steps
    assert MajorityStep("C", "CITIZEN", 9, 9, needed=5, met=True) in outcome.steps
    assert outcome.papers == (("PUBLIC", 3), ("CITIZEN", 10), ("SSE", 5))
    assert [step for step in outcome.steps if isinstance(step, OrderStep)] == [
        OrderStep("A", 1, DecidedBy.FIRST),
        OrderStep("B", 2, DecidedBy.SCHULZE),
    ]


def test_a_limit_and_a_quorum():
    limited = join_ranked(replace(EVERY, adopt_at_most=1), OPTIONS, VOTE, tie_order=ON_BALLOT).outcome
    assert [one.reason for one in limited.options] == [Reason.ADOPTED, Reason.BEYOND_LIMIT, Reason.NO_MAJORITY]
    missed = join_ranked(replace(EVERY, quorums={"PUBLIC": 4}), OPTIONS, VOTE, tie_order=ON_BALLOT).outcome
    assert (missed.adopted, {one.reason for one in missed.options}) == ((), {Reason.NO_QUORUM})
    assert missed.steps[0] == QuorumStep("PUBLIC", 3, 4, met=False)


def test_where_the_two_orders_differ_it_is_told():
    """Tennessee: Schulze has Nashville (B), then Chattanooga (C), Knoxville (A), Memphis (D); run-off has Knoxville."""
    places = papers("42 D>B>C>A>0", "26 B>C>A>D>0", "15 C>A>B>D>0", "17 A>C>B>D>0")
    towns = ("A", "B", "C", "D")
    told = join_ranked(Joining(("CITIZEN",)), towns, {"CITIZEN": places}, tie_order=(*towns, NONE_OF_THESE))
    assert (told.schulze.winners, told.irv.winners, told.differ) == (("B",), ("A",), True)
    assert told.outcome.adopted == ("B", "C", "A", "D")


def test_with_weighted_colleges_papers_weigh_as_theirs_do_in_the_order_too():
    """3 departments have 50, 9 citizens 36, 7 organisations 14 per cent: a paper 50/3, 4 and 2, so 25, 6 and 3."""
    vote = {"PUBLIC": papers("3 A>B"), "CITIZEN": papers("9 B>A"), "SSE": papers("7 B>A", "4 ")}
    told = join_ranked(weighted(50, 36, 14), ("A", "B"), vote, tie_order=("B", "A", NONE_OF_THESE))
    assert told.weights == {"PUBLIC": 25, "CITIZEN": 6, "SSE": 3}
    assert told.schulze.scores["A"].votes["B"] == told.schulze.scores["B"].votes["A"] == 75
    assert told.outcome.adopted == ("B", "A")
    assert told.outcome.steps[-1] == OrderStep("A", 2, DecidedBy.TIE_ORDER)


@pytest.mark.parametrize(
    ("options", "vote", "tie_order"),
    [
        (("A", NONE_OF_THESE), {}, ("A", NONE_OF_THESE)),
        (("A",), {}, ("A",)),
        (("A",), {"SSE": papers("1 B")}, ("A", NONE_OF_THESE)),
        (("A",), {"SSE": papers("1 A>A")}, ("A", NONE_OF_THESE)),
        (("A",), {"ELSEWHERE": papers("1 A")}, ("A", NONE_OF_THESE)),
    ],
)
def test_what_cannot_be_is_refused(options, vote, tie_order):
    with pytest.raises(MalformedTally):
        join_ranked(EVERY, options, vote, tie_order=tie_order)


def is_above(paper, option):
    """Place by place, those not named all at the end."""
    place = {one: at for at, tier in enumerate(paper) for one in tier}
    return place.get(option, 99) < place.get(NONE_OF_THESE, 99)


@given(joinings(limits=(None,)), by_college(RANKED), orders(ON_BALLOT))
def test_who_passes_and_in_which_order_counted_naively(joining, vote, tie_order):
    told = join_ranked(joining, OPTIONS, vote, tie_order=tie_order)
    said = {college: [paper for paper in own.elements() if any(paper)] for college, own in vote.items()}
    cast = {college: own.total() for college, own in vote.items()}
    passing = {
        one
        for one in OPTIONS
        if passes_naively(joining, {c: [is_above(paper, one) for paper in own] for c, own in said.items()}, cast)
    }
    heap = Counter()
    for college, own in said.items():
        part = Fraction(joining.weights[college]) / len(own) if joining.weights and own else 1
        for paper in own:
            heap[paper] += part
    order = [step.option for step in schulze(ON_BALLOT, heap, tie_order=tie_order).steps]
    assert told.outcome.adopted == tuple(one for one in order if one in passing)


@given(joinings(), by_college(RANKED, most=6), orders(ON_BALLOT), college_names(), other_names(OPTIONS))
def test_names_and_orders_do_not_matter(joining, vote, tie_order, colleges, names):
    names = {**names, NONE_OF_THESE: NONE_OF_THESE}
    first = join_ranked(joining, OPTIONS, vote, tie_order=tie_order)
    turned, moved = called(colleges, joining, vote)
    second = join_ranked(turned, OPTIONS[::-1], moved, tie_order=tie_order)
    other = {college: renamed(own, names) for college, own in vote.items()}
    third = join_ranked(joining, OPTIONS, other, tie_order=renamed(tie_order, names))
    assert (second.outcome.adopted, second.differ) == (first.outcome.adopted, first.differ)
    assert third.outcome.adopted == renamed(first.outcome.adopted, names)


@given(by_college(RANKED), orders(ON_BALLOT))
def test_what_passes_everywhere_beats_none_of_these_over_all_papers(vote, tie_order):
    told = join_ranked(EVERY, OPTIONS, vote, tie_order=tie_order)
    places = [step.option for step in told.schulze.steps]
    assert all(places.index(one) < places.index(NONE_OF_THESE) for one in told.outcome.adopted)
