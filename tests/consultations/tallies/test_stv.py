"""The Scottish single transferable vote: an election worked by hand, a second way to count, and what it promises."""

from collections import Counter
from decimal import ROUND_DOWN, Decimal

from hypothesis import given
from hypothesis import strategies as st

from consultations.tallies.stv import stv

from .votes import LETTERS, cast, orders, other_names, rankings, real, renamed


def strict(*papers):
    """strict("AB 3", "C 1"): three papers with A before B, one with C alone."""
    pairs = (paper.split() for paper in papers)
    return {tuple(frozenset(one) for one in ranking): int(number) for ranking, number in pairs}


def test_worked_by_hand():
    """15 papers, 2 seats: the quota is 15 // 3 + 1 = 6.

    First preferences: A 9, B 3, C 2, D 1. A is elected; of its 9 votes 3 are too many, so each of its papers passes on
    1 x 3/9, cut to 0.33333: six to B (1.99998), two to C (0.66666), one to nobody. B 4.99998, C 2.66666, D 1. Nobody has 6: D
    goes, its paper to C: 3.66666. C goes, two of its papers to B, which has 6.99998 and is elected.
    """
    papers = strict("AB 6", "AC 2", "A 1", "B 3", "CB 2", "DC 1")
    tally = stv("ABCD", papers, seats=2, tie_order="ABCD")
    quota, *stages = tally.steps
    assert (quota.papers, quota.quota) == (15, 6)
    assert [(one.act, one.option, one.elected) for one in stages] == [
        ("first", None, ("A",)),
        ("surplus", "A", ()),
        ("exclusion", "D", ()),
        ("exclusion", "C", ("B",)),
    ]
    assert stages[1].votes == {"A": 6, "B": Decimal("4.99998"), "C": Decimal("2.66666"), "D": 1}
    assert tally.winners == ("A", "B")


def test_greater_pollok_2007():
    """Duffy was elected at the first count, Glass at the fourth, Morrison and O'Rourke at the eighth and last."""
    election = real("ranked/glasgow-00008-00000010.soi")
    tally = stv(election.options, election.papers, seats=4, tie_order=election.options)
    quota, *stages = tally.steps
    elected = [[election.names[one].split()[-1] for one in stage.elected] for stage in stages]
    assert quota.quota == 1737
    assert elected == [["Duffy"], [], [], ["Glass"], [], [], [], [], ["Morrison", "O'Rourke"]]


def test_those_left_fill_the_last_seats_without_the_quota():
    tally = stv("ABC", strict("A 5", "B 2", "C 1"), seats=2, tie_order="ABC")
    assert (tally.steps[-1].act, tally.steps[-1].elected, tally.winners) == ("remaining", ("B",), ("A", "B"))


def test_who_has_just_the_quota_is_elected_and_passes_nothing_on():
    quota, first = stv("ABC", strict("AB 5", "B 3", "C 1"), seats=1, tie_order="ABC").steps
    assert (quota.quota, first.act, first.elected) == (5, "first", ("A",))


def test_the_stage_last_before_decides_between_equals_and_only_then_the_lot():
    """C and D have 3 and 4 at first, 5 and 4 when E is out, 5 and 5 when F is: D goes, behind when last they differed."""
    papers = strict("A 6", "B 6", "C 3", "D 4", "EC 2", "FD 1", "F 2")
    stages = stv("ABCDEF", papers, seats=1, tie_order="DCABEF").steps[2:]
    assert [(one.option, one.by_lot) for one in stages[:3]] == [("E", False), ("F", False), ("D", False)]
    lot = stv("AB", strict("A 1", "B 1"), seats=1, tie_order="BA").steps[2]
    assert (lot.act, lot.option, lot.by_lot, lot.elected) == ("exclusion", "A", True, ())


def test_a_paper_ends_where_two_share_a_rank():
    tied_later = (frozenset("A"), frozenset("BC"))
    tied_first = (frozenset("AB"), frozenset("C"))
    quota, first, *_ = stv("ABC", {tied_later: 4, tied_first: 9, (): 2}, seats=1, tie_order="ABC").steps
    assert (quota.papers, first.votes) == (4, {"A": 4, "B": 0, "C": 0})


class Table:
    """Rules 45 to 52 paper by paper: each is a list of its order, its value and who holds it."""

    def __init__(self, papers, ties):
        orders = [[next(iter(tier)) for tier in paper] for paper in papers.elements() if paper]
        self.pile = [[order, Decimal(1), order[0]] for order in orders]
        self.ties, self.elected, self.out, self.past, self.fixed = ties, [], [], [], {}

    def votes(self, one):
        return self.fixed.get(one, sum((value for _, value, holder in self.pile if holder == one), Decimal(0)))

    def ahead(self, ones):
        def key(one):
            return (-self.votes(one), [-then[one] for then in reversed(self.past)], self.ties.index(one))

        return sorted(ones, key=key)

    def rest(self):
        return [one for one in LETTERS if one not in self.elected + self.out]

    def move(self, one, value):
        for paper in self.pile:
            if paper[2] == one:
                paper[1] = value(paper[1]).quantize(Decimal("0.00001"), ROUND_DOWN)
                paper[2] = next((other for other in paper[0] if other in self.rest()), None)


def by_hand(papers, seats, ties):
    table = Table(papers, ties)
    if not table.pile:
        return []
    quota = len(table.pile) // (seats + 1) + 1
    while True:
        table.past.append({one: table.votes(one) for one in LETTERS})
        table.elected += table.ahead([one for one in table.rest() if table.votes(one) >= quota])
        if len(table.elected) == seats or len(table.elected) + len(table.rest()) <= seats:
            return (table.elected + table.ahead(table.rest()))[:seats]
        if over := table.ahead([one for one in table.elected if table.votes(one) > quota]):
            has = table.votes(over[0])
            table.fixed[over[0]] = Decimal(quota)
            table.move(over[0], lambda value, has=has: value * (has - quota) / has)
        else:
            table.out.append(table.ahead(table.rest())[-1])
            table.move(table.out[-1], lambda value: value)


STRICT = cast(rankings(strict=True), most=25)


@given(STRICT, st.integers(1, 5), orders())
def test_the_same_as_paper_by_paper(papers, seats, ties):
    assert list(stv(LETTERS, papers, seats=seats, tie_order=ties).winners) == by_hand(papers, seats, ties)


@given(cast(rankings(), most=25), st.integers(1, 5), orders(), other_names())
def test_promises(papers, seats, ties, names):
    """All seats filled if anybody is ranked, no vote made out of nothing, whatever the names and the order of papers."""
    tally = stv(LETTERS, papers, seats=seats, tie_order=ties)
    quota, *stages = tally.steps
    assert len(set(tally.winners)) == (seats if quota.papers else 0)
    totals = [sum(stage.votes.values()) for stage in stages]
    assert totals == sorted(totals, reverse=True)
    assert totals[0] == quota.papers
    turned = dict(reversed(renamed(papers, names).items()))
    again = stv(LETTERS, turned, seats=seats, tie_order=renamed(ties, names))
    assert again.winners == renamed(tally.winners, names)


@given(
    cast(rankings(options="ABC", strict=True), least=1), cast(rankings(options="DE", strict=True), least=1), orders()
)
def test_who_stand_together_get_the_seats_their_papers_are_worth(abc, de, ties):
    """Droop proportionality: a group that all its voters put first gets a seat for each full quota."""
    papers = Counter(abc) + Counter(de)
    papers.pop((), None)
    winners = stv(LETTERS, papers, seats=3, tie_order=ties).winners
    whole = {paper: number for paper, number in papers.items() if len(paper) == 2 and paper[0] <= {"D", "E"}}
    quota = sum(papers.values()) // 4 + 1
    assert sum(one in "DE" for one in winners) >= min(sum(whole.values()) // quota, 2)


def test_who_is_left_at_the_end_needs_no_vote_but_where_nobody_has_one_no_seat_is_filled():
    """Rule 52: one paper elects A; of B and C a lot sends one away, and the other has the second seat with no vote at all."""
    tally = stv("ABC", strict("A 1"), seats=2, tie_order="ABC")
    assert tally.winners == ("A", "B")
    assert [(one.act, one.by_lot) for one in tally.steps[1:]] == [
        ("first", False),
        ("exclusion", True),
        ("remaining", False),
    ]
    for papers in ({}, strict("A 0"), {(): 5}, {(frozenset("AB"),): 2}):
        nobody = stv("ABC", papers, seats=2, tie_order="ABC")
        assert (nobody.winners, [one.act for one in nobody.steps[1:]]) == ((), ["first"])
