"""The greedy rule: a real district, a second way to count, and what it promises."""

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.tallies.budgets import count_votes, without_a_project
from consultations.tallies.files.reading import as_approved, read_election
from consultations.tallies.greedy import greedy
from tests.services import DATA

from .votes import LETTERS, cast, orders, other_names, renamed

COSTS = st.fixed_dictionaries({letter: st.integers(1, 12).map(Fraction) for letter in LETTERS})
PAPERS = cast(st.frozensets(st.sampled_from(LETTERS)))


@pytest.mark.data
def test_bialoleka_funded_these():
    """By the rule greedy-threshold: 150 votes at least."""
    election = read_election(DATA / "pabulib" / "Poland_Warszawa_2026_Bialoleka.pb")
    votes = count_votes(election.costs, as_approved(election))
    money = {"budget": election.budget, "tie_order": election.options}
    tally = greedy(election.costs, votes, **money, threshold=election.threshold)
    assert (election.threshold, len(tally.winners)) == (150, 11)
    assert set(tally.winners) == set(election.official)


def by_hand(costs, votes, money, tie_order, threshold):
    rest, won = set(costs), []
    while rest:
        best = min(rest, key=lambda one: (-votes[one], costs[one], tie_order.index(one)))
        rest.remove(best)
        if votes[best] and votes[best] >= threshold and sum(costs[one] for one in won) + costs[best] <= money:
            won.append(best)
    return won


@given(COSTS, PAPERS, st.integers(1, 40), orders(), st.integers(0, 3), other_names())
def test_the_same_as_by_hand_whatever_the_names_and_never_too_dear(costs, papers, money, ties, threshold, names):
    votes = count_votes(costs, papers)
    tally = greedy(costs, votes, budget=Fraction(money), tie_order=ties, threshold=threshold)
    assert list(tally.winners) == by_hand(costs, votes, money, ties, threshold)
    assert sum(costs[one] for one in tally.winners) <= money
    turned = {names[one]: cost for one, cost in reversed(costs.items())}
    counted = count_votes(turned, renamed(papers, names))
    again = greedy(turned, counted, budget=Fraction(money), tie_order=renamed(ties, names), threshold=threshold)
    assert again.winners == renamed(tally.winners, names)


@given(COSTS, PAPERS, st.integers(1, 40), st.data())
def test_who_gets_a_vote_more_does_not_lose_by_it(costs, papers, money, data):
    def winners(votes):
        return greedy(costs, votes, budget=Fraction(money), tie_order=LETTERS).winners

    votes = count_votes(costs, papers)
    for one in winners(votes):
        assert one in winners(Counter(votes) + Counter({one: data.draw(st.integers(1, 5))}) | Counter(votes))


def test_who_has_nothing_and_who_asked_for_nothing():
    papers = {frozenset("AB"): 3, frozenset("B"): 2, frozenset(): 4}
    assert without_a_project(papers, {"A"}) == 2
