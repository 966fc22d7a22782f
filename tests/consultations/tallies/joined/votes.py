"""Papers by college for the tests: written by hand, or random ones."""

from collections import Counter
from fractions import Fraction

from hypothesis import strategies as st

from consultations.tallies.joined.rules import Joining, Rule
from tests.consultations.tallies.votes import cast

COLLEGES = ("PUBLIC", "CITIZEN", "SSE")
WEIGHTS = ((50, 40, 10), (20, 35, 45), (Fraction(100, 3),) * 3)


def by_college(paper, colleges=COLLEGES, most=9):
    """For each college how many handed in what; often a few papers, so that options pass everywhere and ties come up."""
    own = cast(paper, least=1, most=3) | cast(paper, most=most)
    return st.fixed_dictionaries(dict.fromkeys(colleges, own))


@st.composite
def joinings(draw, rules=tuple(Rule), limits=(None, 1, 2)):
    """A rule as an officer may state it, seldom with quorums."""
    rule = draw(st.sampled_from(rules))
    weights = dict(zip(COLLEGES, draw(st.permutations(draw(st.sampled_from(WEIGHTS)))), strict=True))
    quorums = draw(st.just({}) | st.dictionaries(st.sampled_from(COLLEGES), st.integers(1, 4), max_size=2))
    return Joining(
        COLLEGES,
        rule,
        weights=weights if rule is Rule.WEIGHTED_COLLEGES else {},
        quorums=quorums,
        adopt_at_most=draw(st.sampled_from(limits)),
    )


def weighted(public, citizen, sse):
    return Joining(COLLEGES, Rule.WEIGHTED_COLLEGES, weights=dict(zip(COLLEGES, (public, citizen, sse), strict=True)))


def called(names, joining, papers):
    """The same vote where the colleges have other names, in another order, and papers come in another order."""

    def other(figures):
        return {names[college]: figure for college, figure in figures.items()}

    turned = Joining(
        tuple(names[college] for college in reversed(joining.colleges)),
        joining.rule,
        weights=other(joining.weights),
        quorums=other(joining.quorums),
        adopt_at_most=joining.adopt_at_most,
    )
    return turned, {names[college]: Counter(dict(reversed(own.items()))) for college, own in reversed(papers.items())}


def college_names():
    return st.permutations(COLLEGES).map(lambda names: dict(zip(COLLEGES, names, strict=True)))


def passes_naively(joining, shares, number):
    """`shares`: college to a list of whether each paper that weighs is for the option; counted paper by paper.

    `number`: papers cast per college, blank ones included. All in whole numbers where the code has fractions.
    """
    if any(number[college] < needed for college, needed in joining.quorums.items()):
        return False
    if joining.rule is Rule.EVERY_COLLEGE:
        return all(
            len([one for one in said if one]) > len([one for one in said if not one]) for said in shares.values()
        )
    if joining.rule is Rule.ONE_PERSON_ONE_VOTE:
        heap = [one for said in shares.values() for one in said]
        return heap.count(True) > heap.count(False)
    weight = 0
    for college, said in shares.items():
        for one in said:
            weight += Fraction(joining.weights[college]) / len(said) if one else 0
    return weight > 50
