"""Elections for the tests of the count: one written by hand, and as many random ones as hypothesis likes."""

import hashlib

from hypothesis import strategies as st

from consultations.tallies.colleges import EVERY_COLLEGE, tally_every_college
from consultations.tallies.package import CollegeRoll, NamedPaper, PackageInput, PublishedOption
from consultations.tallies.types import Paper, TallyInput

LETTERS = "ABCDEFGHIJ"
COLLEGES = ("PUBLIC", "CITIZEN", "SSE")


def papers(college, **how_many):
    """papers("SSE", AB=2, none=1): two papers approving A and B, one blank."""
    return [
        Paper(college, frozenset() if letters == "none" else frozenset(letters))
        for letters, number in how_many.items()
        for _ in range(number)
    ]


def election(cast, *, colleges=COLLEGES, options="ABC", tie_order=None, adopt_at_most=None):
    return TallyInput(
        colleges=tuple(colleges),
        options=tuple(options),
        tie_order=tuple(tie_order or options),
        papers=tuple(cast),
        adopt_at_most=adopt_at_most,
    )


@st.composite
def elections(draw):
    options = LETTERS[: draw(st.integers(1, 6))]
    colleges = COLLEGES[: draw(st.integers(1, 3))]
    one = st.builds(Paper, st.sampled_from(colleges), st.frozensets(st.sampled_from(options)))
    return election(
        draw(st.lists(one, max_size=40)),
        colleges=colleges,
        options=options,
        tie_order=draw(st.permutations(options)),
        adopt_at_most=draw(st.none() | st.integers(1, 4)),
    )


def package_of(given, **changed):
    """The plain data of a package about this election; PUBLIC votes by name, the others with separated ballots."""
    cast = {college: [one for one in given.papers if one.college == college] for college in given.colleges}
    separated = [one for college in given.colleges if college != "PUBLIC" for one in cast[college]]
    content = {
        "ref": "k7wq2m",
        "titles": {"fr": "Trois plans pour Médenine", "ar": "ثلاث خطط لمدنين"},
        "closed_at": "2026-10-18T20:00:00+01:00",
        "method": "approval",
        "rule": EVERY_COLLEGE,
        "adopt_at_most": given.adopt_at_most,
        "colleges": tuple(_roll(college, len(cast[college])) for college in given.colleges),
        "options": tuple(_option(letter) for letter in given.options),
        "tie_order": given.tie_order,
        "ballots": tuple(separated),
        "named": tuple(
            NamedPaper("PUBLIC", f"Service {number}", one.choices, "Parce que, dit-il, « oui »,\nvraiment.")
            for number, one in enumerate(cast.get("PUBLIC", []))
        ),
        "receipts": tuple(hashlib.sha256(b"%d" % number).hexdigest() for number in range(len(separated))),
        "outcome": tally_every_college(given),
        "software": "policylab 0.1.0",
    }
    return PackageInput(**{**content, **changed})


def _roll(college, voted):
    return CollegeRoll(college, "named" if college == "PUBLIC" else "separated", roll=max(10, voted), voted=voted)


def _option(letter):
    return PublishedOption(letter, hashlib.sha256(letter.encode()).hexdigest(), f"خطة {letter} «atelier»", "ar")


def small_election():
    """A is adopted, B lacks the SSE college, C passes and stays outside because at most one is adopted."""
    cast = [
        *papers("PUBLIC", ABC=2, AC=1),
        *papers("CITIZEN", ABC=6, A=2, C=1, none=1),
        *papers("SSE", AC=6, AB=2, none=2),
    ]
    return election(cast, adopt_at_most=1, tie_order="CAB")
