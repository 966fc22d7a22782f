"""Yes or no, approval, majority judgement over colleges: tables by hand, a naive count, what they promise."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.tallies.joined.opinions import GOOD, join_approval, join_majority_judgement, join_yes_no
from consultations.tallies.joined.rules import Joining, Rule
from consultations.tallies.types import (
    DecidedBy,
    LimitStep,
    MajorityStep,
    MalformedTally,
    OrderStep,
    QuorumStep,
    Reason,
    ShareStep,
)
from tests.consultations.tallies.votes import gradings, orders, other_names, renamed

from .votes import COLLEGES, by_college, called, college_names, joinings, passes_naively, weighted

EVERY = Joining(COLLEGES)
ONE_HEAP = Joining(COLLEGES, Rule.ONE_PERSON_ONE_VOTE)
ANSWERS = st.sampled_from(["yes", "yes", "yes", "no", "abstain"])  # mostly yes, so that some pass
OPTIONS = "ABC"
APPROVED = st.sampled_from(["ABC", "ABC", "ABC", "AB", "BC", "AC", ""]).map(frozenset)
GRADED = gradings(OPTIONS) | st.sampled_from(["ABC", "AB", "BC"]).map(
    lambda liked: frozenset((one, GOOD) for one in liked)
)


def answers(public, citizen, sse):
    """Each college as (yes, no, abstain)."""
    said = (dict(zip(("yes", "no", "abstain"), one, strict=True)) for one in (public, citizen, sse))
    return dict(zip(COLLEGES, said, strict=True))


def approving(**by_letters):
    """approving(AB=2, none=1): two papers that approve A and B, a blank one."""
    return Counter({frozenset() if one == "none" else frozenset(one): number for one, number in by_letters.items()})


def option(outcome, letter):
    return next(one for one in outcome.options if one.option == letter)


# 2 of 3 departments, 61 of 100 citizens (5 more abstain), 8 of 16 organisations: one is missing
PARTED = answers((2, 1, 0), (61, 39, 5), (8, 8, 0))


def test_yes_no_worked_by_hand():
    outcome = join_yes_no(EVERY, PARTED, text="T")
    assert outcome.adopted == ()
    assert (option(outcome, "T").reason, option(outcome, "T").lacking) == (Reason.NO_MAJORITY, ("SSE",))
    assert outcome.steps == (
        MajorityStep("T", "PUBLIC", 2, 3, needed=2, met=True),
        MajorityStep("T", "CITIZEN", 61, 100, needed=51, met=True),
        MajorityStep("T", "SSE", 8, 16, needed=9, met=False),
    )
    assert outcome.papers == (("PUBLIC", 3), ("CITIZEN", 105), ("SSE", 16))
    assert join_yes_no(EVERY, answers((2, 1, 0), (61, 39, 5), (9, 7, 90)), text="T").adopted == ("T",)


def test_weights_worked_by_hand():
    """50 x 2/3 + 40 x 61/100 + 10 x 1/2 = 33 1/3 + 24 2/5 + 5 = 62 11/15 per cent; 10, 40, 50 turn it: 56 1/15."""
    assert join_yes_no(weighted(50, 40, 10), PARTED, text="T").steps[3] == ShareStep("T", Fraction(941, 1500), met=True)
    assert join_yes_no(weighted(10, 40, 50), PARTED, text="T").steps[3].share == Fraction(841, 1500)
    half = answers((1, 0, 0), (0, 7, 0), (0, 9, 0))
    assert join_yes_no(weighted(50, 40, 10), half, text="T").adopted == ()  # 50 of 100 is not more than half
    silent = answers((0, 0, 4), (1, 0, 0), (1, 0, 0))
    assert (
        join_yes_no(weighted(50, 40, 10), silent, text="T").adopted == ()
    )  # who abstains lends their weight to nobody
    assert join_yes_no(weighted(40, 50, 10), silent, text="T").adopted == ("T",)


def test_one_person_one_vote_worked_by_hand():
    """2 + 61 + 8 = 71 of 3 + 100 + 16 = 119."""
    outcome = join_yes_no(ONE_HEAP, PARTED, text="T")
    assert outcome.adopted == ("T",)
    assert outcome.steps[3] == ShareStep("T", Fraction(71, 119), met=True)


@pytest.mark.parametrize(("needed", "adopted"), [(16, ("T",)), (17, ())])
def test_where_a_quorum_is_missed_nothing_is_adopted_whatever_the_rule(needed, adopted):
    for rule in (EVERY, ONE_HEAP, weighted(50, 40, 10)):
        joining = replace(rule, quorums={"SSE": needed, "PUBLIC": 3})
        outcome = join_yes_no(joining, answers((2, 1, 0), (61, 39, 5), (9, 6, 1)), text="T")
        assert outcome.adopted == adopted
        assert outcome.steps[:2] == (QuorumStep("PUBLIC", 3, 3, True), QuorumStep("SSE", 16, needed, needed == 16))
        assert option(outcome, "T").reason is (Reason.ADOPTED if adopted else Reason.NO_QUORUM)
        assert any(isinstance(step, OrderStep) for step in outcome.steps) is bool(adopted)


def test_approval_is_ordered_by_the_college_that_likes_it_least():
    """A: 3/3, 6/10, 3/4; lowest 60 %. B: 2/3, 9/10, 3/4; lowest 66 2/3 %. C lacks the organisations (2 of 4)."""
    papers = {
        "PUBLIC": approving(ABC=2, A=1),
        "CITIZEN": approving(AB=6, BC=3, C=1, none=4),
        "SSE": approving(AB=2, AC=1, BC=1),
    }
    outcome = join_approval(replace(EVERY, adopt_at_most=1), OPTIONS, papers, tie_order="CBA")
    assert outcome.adopted == ("B",)
    assert [(one.reason, one.place) for one in outcome.options] == [
        (Reason.BEYOND_LIMIT, 2),
        (Reason.ADOPTED, 1),
        (Reason.NO_MAJORITY, None),
    ]
    assert outcome.steps[-3:] == (
        OrderStep("B", 1, DecidedBy.FIRST),
        OrderStep("A", 2, DecidedBy.SMALLEST_SHARE),
        LimitStep(1, left_out=("A",)),
    )


def test_majority_judgement_worked_by_hand():
    """Three citizens: A good, good, reject; B very good, fair, fair. One department and one organisation: both good.

    Good or better: A 2 of 3, B 1 of 3. So A is adopted, though one finds B very good and nobody finds it worse than fair.
    """
    both = Counter([frozenset({("A", GOOD), ("B", GOOD)})])
    citizens = Counter(
        frozenset(zip("AB", grades, strict=True)) for grades in [(GOOD, GOOD + 1), (GOOD, GOOD - 1), (0, GOOD - 1)]
    )
    papers = {"PUBLIC": both, "CITIZEN": citizens + Counter([frozenset()]), "SSE": both}
    judged = join_majority_judgement(EVERY, "AB", papers, tie_order="BA")
    assert judged.outcome.adopted == ("A",)
    assert option(judged.outcome, "B").lacking == ("CITIZEN",)
    assert MajorityStep("A", "CITIZEN", 2, 3, needed=2, met=True) in judged.outcome.steps
    assert judged.gauges["A"].papers == (1, 0, 0, 4, 0)
    assert judged.gauges_by_college["CITIZEN"]["B"].papers == (0, 0, 2, 0, 1)
    assert dict(judged.outcome.papers)["CITIZEN"] == 4


def test_papers_that_cannot_be_are_refused():
    with pytest.raises(MalformedTally):
        join_yes_no(EVERY, {"PUBLIC": {"perhaps": 1}}, text="T")
    with pytest.raises(MalformedTally):
        join_yes_no(EVERY, {"ELSEWHERE": {"yes": 1}}, text="T")
    with pytest.raises(MalformedTally):
        join_approval(EVERY, "AB", {"SSE": {frozenset("C"): 1}}, tie_order="AB")
    with pytest.raises(MalformedTally):
        join_approval(EVERY, "AB", {}, tie_order="A")
    with pytest.raises(MalformedTally):
        join_majority_judgement(EVERY, "A", {"SSE": {frozenset({("A", 5)}): 1}}, tie_order="A")


def naive(joining, papers, is_for, is_blank):
    said = {
        college: [
            is_for(paper) for paper, number in papers[college].items() for _ in range(number) if not is_blank(paper)
        ]
        for college in COLLEGES
    }
    return passes_naively(joining, said, {college: sum(papers[college].values()) for college in COLLEGES})


@given(joinings(), by_college(ANSWERS))
def test_yes_no_as_counted_naively(joining, papers):
    passes = naive(joining, papers, lambda answer: answer == "yes", lambda answer: answer == "abstain")
    assert (join_yes_no(joining, papers, text="T").adopted == ("T",)) is passes


@given(joinings(limits=(None,)), by_college(APPROVED), by_college(GRADED), st.permutations(OPTIONS))
def test_what_is_adopted_has_all_its_rule_asks_counted_naively(joining, approved, graded, tie_order):
    by_approval = join_approval(joining, OPTIONS, approved, tie_order=tie_order).adopted
    by_grades = join_majority_judgement(joining, OPTIONS, graded, tie_order=tie_order).outcome.adopted
    for one in OPTIONS:
        assert (one in by_approval) is naive(
            joining, approved, lambda paper, one=one: one in paper, lambda paper: not paper
        )
        good = naive(joining, graded, lambda paper, one=one: dict(paper).get(one, 0) >= GOOD, lambda paper: not paper)
        assert (one in by_grades) is good


@given(joinings(), by_college(ANSWERS), st.sampled_from(COLLEGES))
def test_one_more_yes_never_unadopts(joining, papers, college):
    before = join_yes_no(joining, papers, text="T").adopted
    more = {**papers, college: papers[college] + Counter(["yes"])}
    assert set(before) <= set(join_yes_no(joining, more, text="T").adopted)


@given(joinings(), by_college(APPROVED), orders(OPTIONS), college_names(), other_names(OPTIONS))
def test_names_and_orders_do_not_matter(joining, papers, tie_order, colleges, options):
    first = join_approval(joining, OPTIONS, papers, tie_order=tie_order)
    turned, moved = called(colleges, joining, papers)
    second = join_approval(turned, OPTIONS[::-1], moved, tie_order=tie_order)
    assert second.adopted == first.adopted
    other = {college: renamed(own, options) for college, own in papers.items()}
    third = join_approval(joining, OPTIONS, other, tie_order=renamed(tie_order, options))
    assert third.adopted == renamed(first.adopted, options)


@given(joinings(), by_college(APPROVED), orders(OPTIONS))
def test_the_first_n_are_the_first_n_of_all_that_pass(joining, papers, tie_order):
    whole = join_approval(replace(joining, adopt_at_most=None), OPTIONS, papers, tie_order=tie_order).adopted
    for limit in (1, 2, 3):
        some = join_approval(replace(joining, adopt_at_most=limit), OPTIONS, papers, tie_order=tie_order)
        assert some.adopted == whole[:limit]
