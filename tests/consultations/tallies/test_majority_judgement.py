"""Majority judgement: worked by hand from Balinski and Laraki's formula, a second way to count, what it promises."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from consultations.tallies.majority_judgement import majority_judgement

from .votes import LETTERS, cast, gradings, orders, other_names, renamed

REJECT, POOR, FAIR, GOOD, VERY_GOOD = range(5)


def judged(papers, tie_order=tuple(LETTERS)):
    return majority_judgement(LETTERS, papers, tie_order=tie_order)


def ten_papers():
    """Ten people, four options. From worst to best:

    A: 1 reject, 1 poor, 3 fair, 4 good, 1 very good. The lower median is the 5th of 10: fair. p 5, q 2: (5, fair+, 2).
    B: 2 poor, 2 fair, 6 good. The 5th is good. p 0, q 4: (0, good-, 4).
    C: 3 poor, 7 good. The 5th is good. p 0, q 3: (0, good-, 3), ahead of B because fewer are below.
    D: 1 reject, 2 poor, 3 fair, 4 very good. The 5th is fair. p 4, q 3: (4, fair+, 3), behind A because fewer are above.
    """
    columns = {
        "A": [REJECT, POOR, *[FAIR] * 3, *[GOOD] * 4, VERY_GOOD],
        "B": [*[POOR] * 2, *[FAIR] * 2, *[GOOD] * 6],
        "C": [*[POOR] * 3, *[GOOD] * 7],
        "D": [REJECT, *[POOR] * 2, *[FAIR] * 3, *[VERY_GOOD] * 4],
    }
    return Counter(frozenset((option, column[voter]) for option, column in columns.items()) for voter in range(10))


def test_the_gauge_worked_by_hand():
    tally = majority_judgement("ABCD", ten_papers(), tie_order="ABCD", seats=2)
    gauges = {option: (one.above, one.grade, one.rather_better, one.below) for option, one in tally.scores.items()}
    assert gauges == {
        "A": (5, FAIR, True, 2),
        "B": (0, GOOD, False, 4),
        "C": (0, GOOD, False, 3),
        "D": (4, FAIR, True, 3),
    }
    assert [(step.option, step.decided_by) for step in tally.steps] == [
        ("C", "first"),
        ("B", "gauge"),
        ("A", "gauge"),
        ("D", "gauge"),
    ]
    assert tally.winners == ("C", "B")


def test_blank_papers_do_not_count_and_no_grade_is_the_worst():
    papers = {frozenset(): 5, frozenset({("A", GOOD)}): 2, frozenset({("B", FAIR)}): 1}
    scores = majority_judgement("AB", papers, tie_order="AB").scores
    assert (scores["A"].papers, scores["B"].papers) == ((1, 0, 0, 2, 0), (2, 0, 1, 0, 0))


def test_what_the_gauge_leaves_equal_the_majority_value_decides_before_the_tie_order():
    """Both (1, fair-, 1) of three papers; without one fair B has reject first, A poor."""
    papers = Counter(
        frozenset(zip("AB", pair, strict=True)) for pair in [(POOR, REJECT), (FAIR, FAIR), (GOOD, VERY_GOOD)]
    )
    steps = majority_judgement("AB", papers, tie_order="BA").steps
    assert [(step.option, step.decided_by) for step in steps] == [("A", "first"), ("B", "majority_value")]


def key_by_hand(papers, option):
    """Grades in a list, the middle one taken out again and again."""
    voters = [dict(paper) for paper, number in papers.items() if paper for _ in range(number)]
    grades = sorted(voter.get(option, 0) for voter in voters)
    middle = grades[(len(grades) - 1) // 2] if grades else 0
    above, below = sum(one > middle for one in grades), sum(one < middle for one in grades)
    value = []
    while grades:
        value.append(grades.pop((len(grades) - 1) // 2))
    return (middle, above > below, above if above > below else -below, value)


@given(cast(gradings()), orders())
def test_the_same_order_as_by_hand(papers, tie_order):
    by_hand = sorted(LETTERS, key=lambda one: (key_by_hand(papers, one), -tie_order.index(one)), reverse=True)
    assert [step.option for step in judged(papers, tie_order).steps] == by_hand


@given(cast(gradings()), orders(), other_names())
def test_names_and_the_order_of_papers_do_not_matter(papers, tie_order, names):
    turned = dict(reversed(renamed(papers, names).items()))
    order = [step.option for step in judged(papers, tie_order).steps]
    assert [step.option for step in judged(turned, renamed(tie_order, names)).steps] == [names[one] for one in order]


@given(cast(gradings(), least=1), st.data())
def test_who_gets_a_better_grade_does_not_lose_by_it(papers, data):
    (winner,) = judged(papers).winners
    paper = data.draw(st.sampled_from(sorted(filter(None, papers), key=str) or [None]))
    if paper is not None:
        grades = dict(paper)
        better = frozenset({**grades, winner: data.draw(st.integers(grades.get(winner, 0), 4))}.items())
        assert judged(papers - Counter([paper]) + Counter([better])).winners == (winner,)
