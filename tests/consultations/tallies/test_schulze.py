"""Schulze's method: the published examples, a second way to count, and what the method promises."""

from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.tallies.schulze import schulze, strongest_chains

from .votes import LETTERS, cast, orders, other_names, raised, rankings, real, renamed


@pytest.mark.parametrize(
    ("name", "order"),
    [
        ("ranked/schulze-45.soc", "E A C B D"),
        ("ranked/tennessee-example-simple.abif", "Nash Chat Knox Memph"),
        ("ranked/debian-00002-00000001.toc", "Bdale_Garbee Branden_Robinson Raphael_Hertzog None_Of_The_Above"),
    ],
)
def test_the_whole_order_of_the_published_examples(name, order):
    election = real(name)
    tally = schulze(election.options, election.papers, tie_order=election.options)
    assert [election.names[step.option].replace(" ", "_") for step in tally.steps] == order.split()
    assert all(step.beside == () for step in tally.steps)


def test_burlington_2006():
    election = real("ranked/burlington-00005-00000001.toi")
    (winner,) = schulze(election.options, election.papers, tie_order=election.options).winners
    assert election.names[winner] == "Bob Kiss"


def duels(papers):
    def place(paper, option):
        return next((at for at, tier in enumerate(paper) if option in tier), len(paper))

    def above(one, other):
        return sum(number for paper, number in papers.items() if place(paper, one) < place(paper, other))

    return {one: {other: above(one, other) for other in LETTERS if other != one} for one in LETTERS}


def chains_by_hand(votes):
    """By the definition: of all chains between two, every one written out, the one whose weakest win is strongest."""

    def won(one, other):
        return votes[one][other] if votes[one][other] > votes[other][one] else 0

    def strongest(one, other):
        between = [letter for letter in LETTERS if letter not in (one, other)]
        paths = [(one, *middle, other) for size in range(4) for middle in permutations(between, size)]
        return max(min(won(*step) for step in pairwise(path)) for path in paths)

    return {one: {other: strongest(one, other) for other in LETTERS if other != one} for one in LETTERS}


def unbeaten(papers):
    chains = chains_by_hand(duels(papers))
    return {
        one for one in LETTERS if all(chains[one][other] >= chains[other][one] for other in LETTERS if other != one)
    }


PAIRS = [(one, other) for one in LETTERS for other in LETTERS if one != other]


@given(st.lists(st.integers(0, 99), min_size=20, max_size=20))
def test_every_chain_is_found(numbers):
    votes = {one: {} for one in LETTERS}
    for (one, other), number in zip(PAIRS, numbers, strict=True):
        votes[one][other] = number
    assert strongest_chains(LETTERS, votes) == chains_by_hand(votes)


def tally_of(papers, tie_order=tuple(LETTERS)):
    return schulze(LETTERS, papers, tie_order=tie_order)


@given(cast(rankings()), orders())
def test_the_same_winners_as_the_definition_written_out(papers, tie_order):
    first = tally_of(papers, tie_order).steps[0]
    among = unbeaten(papers)
    assert {first.option, *first.beside} == among
    assert first.option == next(one for one in tie_order if one in among)


@given(cast(rankings()), orders(), other_names())
def test_names_and_the_order_of_papers_do_not_matter(papers, tie_order, names):
    turned = dict(reversed(renamed(papers, names).items()))
    assert tally_of(turned, renamed(tie_order, names)).winners == renamed(tally_of(papers, tie_order).winners, names)


@given(cast(rankings(), least=1), st.data())
def test_who_is_raised_on_a_paper_does_not_lose_by_it(papers, data):
    (winner,) = tally_of(papers).winners
    paper = data.draw(st.sampled_from(sorted(papers, key=str)))
    changed = papers.copy()
    changed[paper] -= 1
    changed[raised(paper, winner)] += 1
    first = tally_of(changed).steps[0]
    assert winner in {first.option, *first.beside}
