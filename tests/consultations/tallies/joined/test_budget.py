"""A budget over colleges: what each has, and who has nothing, by hand; shares of the money; what is promised."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultations.tallies.budgets import Budget
from consultations.tallies.equal_shares import Completion, equal_shares
from consultations.tallies.joined.budget import BudgetAsked, CollegeMoney, join_budget
from consultations.tallies.joined.rules import Fault, WrongWeights
from consultations.tallies.types import MalformedTally, QuorumStep, Reason
from tests.consultations.tallies.votes import orders, other_names, renamed

from .votes import COLLEGES, by_college, college_names

PROJECTS = "ABC"
TWO = ("CITIZEN", "SSE")
COSTS = {"A": Fraction(60), "B": Fraction(40), "C": Fraction(30)}
ASKED = BudgetAsked(TWO, COSTS, Fraction(100), completion=Completion.NONE)
APPROVED = st.frozensets(st.sampled_from(PROJECTS), max_size=2)


def approving(**by_letters):
    return Counter({frozenset() if one == "none" else frozenset(one): number for one, number in by_letters.items()})


# Six citizens want A; of four organisations three want B, C and one C only; another paper is blank.
VOTE = {"CITIZEN": approving(A=6), "SSE": approving(BC=3, C=1, none=1)}


def test_every_voter_has_the_same_part():
    """100 / 10 = 10 each. A costs 60 to six: 10 each, 6 effective votes. C costs 30 to four: 7 1/2 each, 4 effective votes.
    B then costs 40 to three who have 2 1/2 each: not bought. Greedy: A with 6 votes, C with 4; B does not fit the 10 left.
    """
    told = join_budget(ASKED, VOTE, tie_order=PROJECTS)
    assert told.funded == ("A", "C")
    assert told.greedy.winners == ("A", "C")
    assert told.reasons == {"A": Reason.ADOPTED, "B": Reason.NOT_FUNDED, "C": Reason.ADOPTED}
    assert told.papers == (("CITIZEN", 6), ("SSE", 5))
    assert told.colleges == (
        CollegeMoney("CITIZEN", 6, 1, Fraction(60), {"A": 6, "B": 0, "C": 0}, 0, 0),
        CollegeMoney("SSE", 4, 1, Fraction(40), {"A": 0, "B": 3, "C": 4}, 0, 0),
    )


def test_colleges_with_shares_of_the_money():
    """The organisations have 70 of 100. A paper weighs 30/6 = 5 to 70/4 = 35/2, so 2 to 7: 12 + 28 = 40 voters of 2 1/2.
    C: 30 to 28 of them, all four organisations, 28 effective votes. They have 40 left, of it the three who want B only 30.
    A: 60 to six who have 30. So Equal Shares buys C alone; greedy, without shares, has A and C as before.
    """
    told = join_budget(replace(ASKED, shares={"CITIZEN": 30, "SSE": 70}), VOTE, tie_order=PROJECTS)
    assert (told.funded, told.greedy.winners) == (("C",), ("A", "C"))
    citizens, organisations = told.colleges
    assert (citizens.weight, citizens.money, citizens.without_by_equal_shares, citizens.without_by_greedy) == (
        2,
        30,
        6,
        0,
    )
    assert (organisations.weight, organisations.money, organisations.without_by_equal_shares) == (7, 70, 0)
    assert told.equal_shares.steps[0].share * citizens.weight == 5


def test_who_says_nothing_leaves_the_money_to_the_others():
    told = join_budget(
        replace(ASKED, shares={"CITIZEN": 30, "SSE": 70}), {"CITIZEN": approving(A=6)}, tie_order=PROJECTS
    )
    assert [one.money for one in told.colleges] == [100, 0]
    assert told.funded == ("A",)
    nobody = join_budget(ASKED, {}, tie_order=PROJECTS)
    assert (nobody.funded, [one.voters for one in nobody.colleges]) == ((), [0, 0])


def test_a_quorum_that_is_missed_funds_nothing():
    told = join_budget(replace(ASKED, quorums={"SSE": 6}), VOTE, tie_order=PROJECTS)
    assert (told.funded, set(told.reasons.values())) == ((), {Reason.NO_QUORUM})
    assert told.quorums == (QuorumStep("SSE", 5, 6, met=False),)
    assert join_budget(replace(ASKED, quorums={"SSE": 5}), VOTE, tie_order=PROJECTS).funded == ("A", "C")


@pytest.mark.parametrize("tie_order", ["ABC", "CBA"])
def test_between_equals_the_tie_order_decides(tie_order):
    same = replace(ASKED, costs=dict.fromkeys(PROJECTS, Fraction(100)))
    told = join_budget(same, {"CITIZEN": approving(AC=3)}, tie_order=tie_order)
    assert told.funded == told.greedy.winners == (tie_order[0],)


def test_what_cannot_be_is_refused():
    with pytest.raises(WrongWeights, match=Fault.SUM_NOT_100):
        replace(ASKED, shares={"CITIZEN": 30, "SSE": 60})
    with pytest.raises(WrongWeights, match=Fault.NOT_ONE_EACH):
        replace(ASKED, shares={"CITIZEN": 100})
    with pytest.raises(MalformedTally):
        join_budget(ASKED, {"SSE": approving(Z=1)}, tie_order=PROJECTS)
    with pytest.raises(MalformedTally):
        join_budget(ASKED, {"ELSEWHERE": approving(A=1)}, tie_order=PROJECTS)


@st.composite
def asked(draw):
    """Any costs and sum; shares of the money in half of them."""
    share = draw(st.integers(1, 98))
    other = draw(st.integers(1, 99 - share))
    parts = dict(zip(COLLEGES, (share, other, 100 - share - other), strict=True))
    return BudgetAsked(
        COLLEGES,
        {one: Fraction(draw(st.sampled_from([10, 20]) | st.integers(1, 60))) for one in PROJECTS},
        Fraction(draw(st.integers(1, 100))),
        shares=draw(st.sampled_from([None, parts])),
        completion=draw(st.sampled_from([Completion.NONE, Completion.ADD1_GREEDY])),
    )


@settings(max_examples=50)
@given(asked(), by_college(APPROVED, most=5), orders(PROJECTS))
def test_figures_sum_up_and_nobody_overspends(stated, vote, tie_order):
    told = join_budget(stated, vote, tie_order=tie_order)
    assert sum(stated.costs[one] for one in told.funded) <= stated.money
    said = {college: [paper for paper in own.elements() if paper] for college, own in vote.items()}
    assert sum(one.money for one in told.colleges) == (stated.money if any(said.values()) else 0)
    for one in told.colleges:
        own = said[one.college]
        assert one.voters == len(own)
        assert one.without_by_equal_shares == sum(not any(p in told.funded for p in paper) for paper in own)
        assert one.without_by_greedy == sum(not any(p in told.greedy.winners for p in paper) for paper in own)
        if stated.shares and all(said.values()):
            assert one.money == stated.money * stated.shares[one.college] / 100


@settings(max_examples=30)
@given(asked(), by_college(APPROVED, most=5), orders(PROJECTS))
def test_by_default_colleges_make_no_difference(stated, vote, tie_order):
    together = sum(vote.values(), Counter())
    budget = Budget(stated.costs, together, stated.money, tie_order)
    told = join_budget(replace(stated, shares=None), vote, tie_order=tie_order)
    assert told.equal_shares == equal_shares(budget, completion=stated.completion)


@settings(max_examples=50)
@given(asked(), by_college(APPROVED, most=4), orders(PROJECTS), college_names(), other_names(PROJECTS))
def test_names_and_orders_do_not_matter(stated, vote, tie_order, colleges, names):
    first = join_budget(stated, vote, tie_order=tie_order)
    turned = replace(
        stated,
        colleges=tuple(colleges[one] for one in reversed(stated.colleges)),
        costs={names[one]: cost for one, cost in reversed(stated.costs.items())},
        shares=stated.shares and {colleges[one]: share for one, share in stated.shares.items()},
    )
    moved = {colleges[one]: renamed(own, names) for one, own in reversed(vote.items())}
    second = join_budget(turned, moved, tie_order=renamed(tie_order, names))
    assert second.funded == renamed(first.funded, names)
    assert {one.college: one.money for one in second.colleges} == {
        colleges[one.college]: one.money for one in first.colleges
    }
