"""Papers for the tests of the methods: random ones, other names for the same options, the real files."""

from collections import Counter
from pathlib import Path

from hypothesis import strategies as st

from consultations.tallies.files.reading import read_election

LETTERS = "ABCDE"
DATA = Path(__file__).resolve().parents[2] / "data"


@st.composite
def rankings(draw, options=LETTERS, strict=False):
    """A ranking of some of the options, with equal ranks if not strict."""
    named = draw(st.permutations(options))[: draw(st.integers(0, len(options)))]
    tiers = []
    for option in named:
        if tiers and not strict and draw(st.booleans()):
            tiers[-1].add(option)
        else:
            tiers.append({option})
    return tuple(frozenset(tier) for tier in tiers)


def gradings(options=LETTERS, grades=5):
    """Mostly whole papers, so that grades in the middle of the scale come up."""
    whole = {option: st.integers(0, grades - 1) for option in options}
    some = st.dictionaries(st.sampled_from(options), st.integers(0, grades - 1))
    return (st.fixed_dictionaries(whole) | some).map(lambda one: frozenset(one.items()))


def cast(paper, least=0, most=12):
    """How many handed in what."""
    return st.lists(paper, min_size=least, max_size=most).map(Counter)


def orders(options=LETTERS):
    return st.permutations(options).map(tuple)


def renamed(thing, names):
    """The same with other names for the options, whatever it is made of."""
    if isinstance(thing, str):
        return names[thing]
    if isinstance(thing, dict):
        return Counter({renamed(paper, names): number for paper, number in thing.items()})
    if isinstance(thing, frozenset | tuple):
        return type(thing)(renamed(one, names) for one in thing)
    return thing


def other_names(options=LETTERS):
    return st.permutations(options).map(lambda names: dict(zip(options, names, strict=True)))


def real(name):
    return read_election(DATA / name)


def raised(ranking, option):
    """The same ranking, but this option alone before all others."""
    return (frozenset({option}), *(tier - {option} for tier in ranking if tier - {option}))
