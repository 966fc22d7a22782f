"""Ties are broken by what all chose and a seed announced beforehand, by nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from consultations.tallies.ballots import digest, draw

from .votes import LETTERS, cast, gradings, rankings

PAPERS = cast(st.frozensets(st.sampled_from(LETTERS))) | cast(rankings()) | cast(gradings())


@given(PAPERS)
def test_the_digest_knows_no_order(papers):
    assert digest(dict(reversed(papers.items()))) == digest(papers)


@given(PAPERS, PAPERS)
def test_one_paper_more_is_another_digest(papers, more):
    if more:
        assert digest(papers + more) != digest(papers)


def test_a_digest_written_once_holds_for_ever():
    papers = {frozenset({"B", "A"}): 2, frozenset(): 1}
    assert digest(papers) == "724cc00a10528396e826f60d9d164937f79d128f877dc83d790a28951b890b89"
    assert draw("ABCDE", seed="lottery 2026-10-18: 4 17 22 31 40 45", choices=digest(papers)) == tuple("ECBAD")


def test_seed_and_choices_both_turn_the_lot_and_the_order_of_options_does_not():
    drawn = {draw(LETTERS, seed=seed, choices=choices) for seed in "12345" for choices in "abcde"}
    assert len(drawn) > 20
    assert draw(reversed(LETTERS), seed="1", choices="a") == draw(LETTERS, seed="1", choices="a")
