"""Whole votes for the tests: what was asked, and what each college handed in; by hand, or random ones of every method."""

import io
import zipfile
from collections import Counter
from fractions import Fraction

from hypothesis import strategies as st

from consultations.tallies.contents import NamedPaper, PackageInput, PublishedOption, sha256
from consultations.tallies.counting import Asked, CollegeRoll, count
from consultations.tallies.documents import document
from consultations.tallies.joined.rules import Rule
from consultations.tallies.notation import METHODS, as_paper, canonical

COLLEGES = ("public", "citizen", "sse")
BY_MAJORITY = ("yes_no", "approval", "majority_judgement", "schulze")
SEED = "5f1d7c0e9a"
WHOLE = (0, 5, 6, 7, 8, 9, 10, 11)  # never so few that a separated college is withheld


def typed(asked, cast):
    """Per college how many handed in what, from lists of choices as the database keeps them."""
    return {
        college: Counter(
            as_paper(asked.method, canonical(asked.method, asked.on_paper(college), one)) for one in choices
        )
        for college, choices in cast.items()
    }


def rolls(cast, roll=20):
    return tuple(
        CollegeRoll(college, "named" if college == "public" else "separated", max(roll, len(own)), len(own))
        for college, own in cast.items()
    )


def asked_for(method, cast, *, options="ABC", **stated):
    """A vote of this method with these papers; a budget has costs, seats are two."""
    usual = {
        "equal_shares": {
            "costs": {letter: Fraction(20 + 10 * place) for place, letter in enumerate(options)},
            "money": Fraction(60),
            "currency": "TND",
            "completion": "add1_greedy",
        },
        "stv": {"seats": 2},
    }.get(method, {})
    return Asked(method=method, options=tuple(options), colleges=rolls(cast), seed=SEED, **{**usual, **stated})


def one_paper(method, options):
    """Choices as they come from a browser."""
    if method == "yes_no":
        return st.sampled_from([["yes"], ["yes"], ["no"], []])
    if method == "majority_judgement":
        whole = {letter: st.integers(0, 4) for letter in options}
        return st.fixed_dictionaries(whole) | st.dictionaries(st.sampled_from(options), st.integers(0, 4))
    if not options:
        return st.just([])
    names = [*options, "none_of_these"] if method == "schulze" else list(options)
    if method in ("schulze", "stv"):
        return st.lists(st.sampled_from(names), unique=True)
    return st.lists(st.sampled_from(names), unique=True).map(sorted)


@st.composite
def papers_of(draw, method, options, sizes):
    """Few kinds of papers, so that options pass and ties come up."""
    kinds = st.lists(one_paper(method, options), min_size=1, max_size=5)
    cast = {}
    for college in COLLEGES:
        own = draw(kinds)
        cast[college] = [own[draw(st.integers(0, len(own) - 1))] for _ in range(draw(st.sampled_from(sizes)))]
    return cast


@st.composite
def votes_held(draw, methods=METHODS, sizes=WHOLE):
    method = draw(st.sampled_from(methods))
    options = "A" if method == "yes_no" else "ABCDE"[: draw(st.integers(1, 5))]
    cast = draw(papers_of(method, options, sizes))
    quorums = draw(st.just({}) | st.dictionaries(st.sampled_from(COLLEGES), st.integers(1, 60), max_size=2))
    asked = asked_for(method, cast, options=options, quorums=quorums, **draw(stated(method, options)))
    if asked.college_seats:
        cast = {code: [[one for one in own if one in asked.on_paper(code)] for own in cast[code]] for code in cast}
    return asked, cast


@st.composite
def stated(draw, method, options):
    """What an officer may state beforehand for this method."""
    if method == "stv":
        if draw(st.booleans()):
            return {"seats": draw(st.integers(1, 3)), "rule": Rule.ONE_PERSON_ONE_VOTE}
        return {
            "seats": None,
            "college_seats": {college: draw(st.integers(1, 2)) for college in COLLEGES},
            "candidate_colleges": {one: draw(st.sampled_from(COLLEGES)) for one in options},
            "rule": Rule.ONE_PERSON_ONE_VOTE,
        }
    if method == "equal_shares":
        cost = st.integers(1, 60).map(lambda tenths: Fraction(tenths, 2))
        return {
            "rule": Rule.ONE_PERSON_ONE_VOTE,
            "costs": {letter: draw(cost) for letter in options},
            "money": draw(st.integers(1, 120).map(Fraction)),
            "money_shares": draw(st.sampled_from(({}, {"public": 20, "citizen": 50, "sse": 30}))),
            "completion": draw(st.sampled_from(("none", "add1", "add1_exhaustive", "add1_greedy"))),
        }
    rule = draw(st.sampled_from(list(Rule)))
    weights = draw(
        st.sampled_from(({"public": 50, "citizen": 40, "sse": 10}, {"public": 20, "citizen": 35, "sse": 45}))
    )
    return {
        "rule": rule,
        "weights": weights if rule is Rule.WEIGHTED_COLLEGES else {},
        "adopt_at_most": None if method == "yes_no" else draw(st.sampled_from((None, 1, 2))),
    }


def small_vote():
    """A is adopted, B lacks a majority in the sse college, C passes and stays outside because at most one is adopted."""
    cast = {
        "public": [["A", "B", "C"]] * 2 + [["A", "C"]],
        "citizen": [["A", "B", "C"]] * 6 + [["A"]] * 2 + [["C"], []],
        "sse": [["A", "C"]] * 6 + [["A", "B"]] * 2 + [[]] * 2,
    }
    return asked_for("approval", cast, adopt_at_most=1), cast


def package_of(asked, cast, **changed):
    """The plain data of a package about this vote; public bodies vote by name, the others with separated ballots."""
    written = {code: [canonical(asked.method, asked.on_paper(code), one) for one in own] for code, own in cast.items()}
    separated = [(code, one) for code, own in written.items() if code != "public" for one in own]
    content = {
        "ref": "k7wq2m",
        "titles": {"fr": "Trois plans pour Médenine", "ar": "ثلاث خطط لمدنين"},
        "closed_at": "2026-10-18T20:00:00+01:00",
        "asked": asked,
        "options": tuple(
            PublishedOption(
                one, sha256(one.encode()), f"خطة {one} «atelier»; 1", "ar", asked.candidate_colleges.get(one, "")
            )
            for one in asked.options
        ),
        "ballots": separated,
        "named": [
            NamedPaper("public", f"Service {number}", one, "Parce que, dit-il, « oui »,\nvraiment.")
            for number, one in enumerate(written.get("public", []))
        ],
        "receipts": [sha256(b"%d" % number) for number in range(len(separated))],
        "result": document(count(asked, typed(asked, cast))),
        "software": "policylab 0.1.0",
    }
    return PackageInput(**{**content, **changed})


def files_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
