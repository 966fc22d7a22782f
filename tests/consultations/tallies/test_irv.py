"""Instant run-off: the published examples, a second way to count, and what the rule promises."""

import pytest
from hypothesis import given

from consultations.tallies.irv import irv

from .votes import LETTERS, cast, orders, other_names, rankings, real, renamed


@pytest.mark.parametrize(
    ("name", "winner"),
    [
        ("schulze-45.soc", "C"),
        ("tennessee-example-simple.abif", "Knox"),
        ("burlington-00005-00000001.toi", "Bob Kiss"),
        ("debian-00002-00000001.toc", "Bdale Garbee"),
    ],
)
def test_the_published_examples(name, winner):
    election = real(f"ranked/{name}")
    for ties in (
        election.options,
        election.options[::-1],
    ):  # Schulze's example has one on the way, which decides nothing
        (found,) = irv(election.options, election.papers, tie_order=ties).winners
        assert election.names[found] == winner


def test_the_last_round_of_burlington():
    election = real("ranked/burlington-00005-00000001.toi")
    last_two = irv(election.options, election.papers, tie_order=election.options).steps[-2]
    assert (last_two.votes, last_two.out) == ({"3": 4767, "4": 3995}, "4")
    assert last_two.papers == 8758  # four papers name both as equals


def test_a_lot_is_drawn_only_between_those_with_fewest_and_is_told():
    tie = {(frozenset("A"),): 2, (frozenset("B"),): 1, (frozenset("C"),): 1}
    first = irv("ABC", tie, tie_order="CAB").steps[0]
    assert (first.out, first.tied_with) == ("B", ("C",))


def by_hand(papers, tie_order):
    """Paper by paper, and from the rule's own words."""
    voters = [paper for paper, number in papers.items() for _ in range(number)]
    left = set(LETTERS)
    while len(left) > 1:
        tops = [next((tier & left for tier in paper if tier & left), left) for paper in voters]
        fewest = min(sum(one in top for top in tops) for one in left)
        left.remove([one for one in tie_order if one in left and sum(one in top for top in tops) == fewest][-1])
    return tuple(left)


@given(cast(rankings()), orders())
def test_the_same_as_paper_by_paper(papers, tie_order):
    assert irv(LETTERS, papers, tie_order=tie_order).winners == by_hand(papers, tie_order)


@given(cast(rankings()), orders(), other_names())
def test_names_and_the_order_of_papers_do_not_matter(papers, tie_order, names):
    turned = dict(reversed(renamed(papers, names).items()))
    expected = renamed(irv(LETTERS, papers, tie_order=tie_order).winners, names)
    assert irv(LETTERS, turned, tie_order=renamed(tie_order, names)).winners == expected


@given(cast(rankings(strict=True), least=1), orders())
def test_more_than_half_of_the_top_places_wins(papers, tie_order):
    tops = [next(iter(paper[0])) for paper, number in papers.items() if paper for _ in range(number)]
    for one in set(tops):
        if 2 * tops.count(one) > sum(papers.values()):
            assert irv(LETTERS, papers, tie_order=tie_order).winners == (one,)
