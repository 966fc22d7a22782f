"""Equal Shares: towns that decided by it, a second way to count, and what it promises."""

from collections import Counter
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.tallies.budgets import Budget, without_a_project
from consultations.tallies.equal_shares import Completion, equal_shares, usual_increment
from consultations.tallies.equal_shares_search import equal_shares_quickly, find_raises
from consultations.tallies.files.reading import as_approved, read_election
from consultations.tallies.types import MalformedTally
from tests.services import DATA

from .votes import LETTERS, cast, orders, other_names, real, renamed


def budget_of(election):
    return Budget(election.costs, as_approved(election), election.budget, election.options)


@pytest.mark.parametrize(
    ("name", "number", "share"),
    [("Netherlands_Assen_2024", 9, 2033), ("Poland_Swiecie_2023", 17, 662)],
)
def test_towns_that_decided_by_it(name, number, share):
    election = real(f"budgets/{name}.pb")
    tally = equal_shares_quickly(budget_of(election), completion=Completion.ADD1)
    assert len(tally.winners) == number
    assert set(tally.winners) == set(election.official)
    assert (tally.steps[0].increment, tally.steps[0].share) == (1, share)


def test_from_nought_and_from_any_guess_the_same_share_is_certified():
    swiecie = budget_of(real("budgets/Poland_Swiecie_2023.pb"))
    expected = equal_shares(swiecie, completion=Completion.ADD1, increment=Fraction(10))
    assert find_raises(swiecie, Completion.ADD1, Fraction(10)) == expected.steps[0].raises == 25
    for guess in (24, 26, 27):
        assert equal_shares(swiecie, completion=Completion.ADD1, increment=Fraction(10), raises=guess) == expected


@pytest.mark.data
def test_bialoleka_fewer_people_have_nothing():
    given_budget = budget_of(read_election(DATA / "pabulib" / "Poland_Warszawa_2026_Bialoleka.pb"))
    nothing = {
        completion: without_a_project(
            given_budget.papers, equal_shares_quickly(given_budget, completion=completion).winners
        )
        for completion in Completion
    }
    assert nothing == {"none": 177, "add1": 135, "add1_exhaustive": 135, "add1_greedy": 132}


# The same rule once more, voter by voter and with no thought for speed ------------------------------------------------


def price_by_hand(cost, purses):
    """The most a supporter pays: of all sums that could be it, the one with which exactly the cost comes together."""
    if sum(purses) < cost:
        return None
    for poor in range(len(purses)):
        rest = sorted(purses)[poor:]
        payment = (cost - sum(sorted(purses)[:poor])) / Fraction(len(rest))
        if payment <= rest[0]:
            return payment
    raise AssertionError("they have it together, and yet they have not")


def run_by_hand(costs, voters, share, tie_order):
    purses, bought = [Fraction(share)] * len(voters), []
    while True:
        found = []
        for project in costs:
            supporters = [number for number, voter in enumerate(voters) if project in voter]
            payment = price_by_hand(costs[project], [purses[number] for number in supporters]) if supporters else None
            if project not in bought and payment is not None:
                ties = (costs[project], -len(supporters), tie_order.index(project))
                found.append((payment / costs[project], *ties, project, payment, supporters))
        if not found:
            return bought
        *_, project, payment, supporters = min(found)
        bought.append(project)
        for number in supporters:
            purses[number] -= min(purses[number], payment)


def by_hand(budget, completion, step):
    voters = [paper for paper, number in budget.papers.items() if paper for _ in range(number)]
    share = budget.money / Fraction(max(len(voters), 1))

    def run(amount):
        return run_by_hand(budget.costs, voters, amount, budget.tie_order)

    def cost(projects):
        return sum(budget.costs[one] for one in projects)

    if completion is Completion.NONE:
        return run(share)
    share = share // step * step
    bought = run(share)
    wanted = {project for voter in voters for project in voter}
    while set(bought) != wanted and cost(run(share + step)) <= budget.money:
        fits = [one for one in wanted - set(bought) if budget.costs[one] + cost(bought) <= budget.money]
        if completion is Completion.ADD1_EXHAUSTIVE and not fits:
            break
        share += step
        bought = run(share)
    if completion is Completion.ADD1_GREEDY:
        votes = Counter(project for voter in voters for project in voter)
        for one in sorted(wanted - set(bought), key=lambda p: (-votes[p], budget.costs[p], budget.tie_order.index(p))):
            bought += [one] if cost(bought) + budget.costs[one] <= budget.money else []
    return bought


@st.composite
def budgets(draw):
    costs = {letter: Fraction(draw(st.integers(1, 12))) for letter in LETTERS}
    papers = draw(cast(st.frozensets(st.sampled_from(LETTERS)), most=8))
    return Budget(costs, papers, Fraction(draw(st.integers(4, 30))), draw(orders()))


@given(budgets(), st.sampled_from(Completion))
def test_the_same_projects_as_voter_by_voter(budget, completion):
    step = Fraction(1, 4)
    assert list(equal_shares(budget, completion=completion, increment=step).winners) == by_hand(
        budget, completion, step
    )


@given(budgets(), st.sampled_from(Completion), other_names())
def test_promises(budget, completion, names):
    step = budget.money / 40
    tally = equal_shares(budget, completion=completion, increment=step)
    cost = sum(budget.costs[one] for one in tally.winners)
    assert cost <= budget.money
    assert equal_shares_quickly(budget, completion=completion, increment=step) == tally
    costs = {names[one]: value for one, value in reversed(budget.costs.items())}
    papers = dict(reversed(renamed(budget.papers, names).items()))
    turned = Budget(costs, papers, budget.money, renamed(budget.tie_order, names))
    assert equal_shares(turned, completion=completion, increment=step).winners == renamed(tally.winners, names)
    if completion is Completion.ADD1_GREEDY:
        rest = [one for one, votes in budget.votes.items() if votes and one not in tally.winners]
        assert all(budget.costs[one] + cost > budget.money for one in rest)


def test_a_dear_project_of_one_voter_does_not_take_a_run_for_every_step():
    costs = {"lamps": Fraction(100), "palace": Fraction(900_000)}
    papers = {frozenset({"lamps"}): 1_000, frozenset({"palace"}): 1}
    budget = Budget(costs, papers, Fraction(800_000), ("lamps", "palace"))
    tally = equal_shares(budget, completion=Completion.ADD1)
    share = tally.steps[0]
    assert tally.winners == ("lamps",)
    assert share.next_overspends
    assert share.share + share.increment == ceil(900_000 / share.increment) * share.increment


@pytest.mark.parametrize(
    ("money", "voters", "increment"),
    [
        (2_902_417, 6_542, "1"),
        (1_000_000_000, 28_943, "100"),
        (100_000, 40_000, "1/100"),
        (200, 1, "1"),
        (199, 1, "1/10"),
    ],
)
def test_the_increment_follows_the_size_of_the_currency(money, voters, increment):
    budget = Budget({"A": Fraction(1)}, {frozenset("A"): voters, frozenset(): 9}, Fraction(money), ("A",))
    assert usual_increment(budget) == Fraction(increment)


@pytest.mark.parametrize(("cost", "money", "ties"), [(0, 5, "A"), (5, 0, "A"), (5, 5, "AB")])
def test_what_is_no_budget_is_refused(cost, money, ties):
    with pytest.raises(MalformedTally):
        Budget({"A": Fraction(cost)}, {}, Fraction(money), tuple(ties))
