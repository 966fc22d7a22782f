"""In which order those that pass are taken."""

from dataclasses import replace
from fractions import Fraction

import pytest

from consultations.tallies.joined.deciding import by_share, decide
from consultations.tallies.joined.rules import Joining, Rule
from consultations.tallies.types import CollegeCount, DecidedBy, OrderStep

from .votes import COLLEGES, weighted

OF = {"PUBLIC": 10, "CITIZEN": 100, "SSE": 10}


def counted(**by_option):
    """counted(A=(6, 51, 7)): of 10, 100 and 10 papers."""
    return {
        option: tuple(
            CollegeCount(college, number, OF[college]) for college, number in zip(COLLEGES, numbers, strict=True)
        )
        for option, numbers in by_option.items()
    }


FIGURES = counted(A=(6, 95, 9), B=(9, 60, 10), C=(10, 60, 9), D=(10, 60, 9), E=(10, 100, 5))


@pytest.mark.parametrize(
    ("joining", "order"),
    [
        # the lowest share: all 60 %, E fails with half; of all 120 papers A has 110, B, C and D 79
        (Joining(COLLEGES), [("A", DecidedBy.FIRST), ("D", "total_share"), ("C", "tie_order"), ("B", "tie_order")]),
        # 10, 40, 50 per cent. E: 75. A: 6 + 38 + 45 = 89. B: 9 + 24 + 50 = 83. C and D: 10 + 24 + 45 = 79
        (
            weighted(10, 40, 50),
            [
                ("A", "first"),
                ("B", "weighted_share"),
                ("D", "weighted_share"),
                ("C", "tie_order"),
                ("E", "weighted_share"),
            ],
        ),
        # of 120 papers: E 115, A 110, the others 79
        (
            Joining(COLLEGES, Rule.ONE_PERSON_ONE_VOTE),
            [("E", "first"), ("A", "total_share"), ("D", "total_share"), ("C", "tie_order"), ("B", "tie_order")],
        ),
    ],
    ids=["every college", "weighted", "one heap"],
)
def test_each_rule_orders_by_its_own_share(joining, order):
    outcome = decide(joining, FIGURES, OF, by_share(joining, "EDCBA"))
    steps = [step for step in outcome.steps if isinstance(step, OrderStep)]
    assert [(step.option, step.decided_by) for step in steps] == order
    assert [step.place for step in steps] == list(range(1, len(order) + 1))


def test_shares_are_compared_exactly():
    """Two lowest shares that floating point cannot tell apart; the share of all papers would have it the other way."""
    small, large = 10**17 + 1, 10**18
    figures = {
        "A": (CollegeCount("SSE", small - 2, small), CollegeCount("CITIZEN", large, large)),
        "B": (CollegeCount("SSE", small - 1, small), CollegeCount("CITIZEN", large - 5, large)),
    }
    assert float(Fraction(small - 2, small)) == float(Fraction(small - 1, small))
    joining = Joining(("SSE", "CITIZEN"), adopt_at_most=1)
    cast = {"SSE": small, "CITIZEN": large}
    assert decide(joining, figures, cast, by_share(joining, "AB")).adopted == ("B",)
    assert decide(replace(joining, adopt_at_most=2), figures, cast, by_share(joining, "AB")).adopted == ("B", "A")
