"""What is counted from filled-in questionnaires: known values by hand, and what holds for any replies."""

from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from consultations.tallies.agreement import Agreement, agreement
from consultations.tallies.sheets import Asked, Filled, bins, count, count_question, cross, spread

CITIZEN, SSE = "citizen", "sse"
COLLEGES = [CITIZEN, SSE]
ASKED = [
    Asked("bus", "single", ("yes", "no")),
    Asked("why", "several", ("far", "late", "dear")),
    Asked("grid", "grid", ("good", "bad"), ("day", "night")),
    Asked("mark", "scale", ("1", "2", "3")),
    Asked("first", "ranking", ("a", "b", "c")),
    Asked("when", "date"),
    Asked("where", "place"),
    Asked("said", "text"),
]


def sheet(college=CITIZEN, wording=1, asked=None, **replies) -> Filled:
    return Filled(college, wording, replies, [one.key for one in ASKED] if asked is None else asked)


SHEETS = [
    sheet(
        bus="yes", why=["far", "late"], grid={"day": "good", "night": "bad"}, mark=3, first=["a", "b", "c"], said="x"
    ),
    sheet(
        bus="yes", why=["far"], grid={"day": "good"}, mark=1, first=["b"], when="2026-11-02", where=[36.8001, 10.1801]
    ),
    sheet(SSE, 2, ["bus"], bus="no"),
    sheet(SSE, 2, mark=3, when="2026-12-30", where=[36.8003, 10.1799]),
]


def test_counts_by_kind_and_college_and_who_was_asked_at_all():
    found = count(ASKED, SHEETS, COLLEGES)
    bus, why = found["bus"], found["why"]
    assert bus["all"] == {"asked": 4, "answered": 3, "counts": {"yes": 2, "no": 1}}
    assert bus["colleges"][SSE] == {"asked": 2, "answered": 1, "counts": {"yes": 0, "no": 1}}
    assert bus["wordings"] == [[1, 2], [2, 2]]
    assert (why["all"]["asked"], why["all"]["answered"]) == (3, 2)  # the third sheet was not led to it
    assert why["all"]["counts"] == {"far": 2, "late": 1, "dear": 0}
    assert found["grid"]["all"]["rows"] == {"day": {"good": 2, "bad": 0}, "night": {"good": 0, "bad": 1}}
    assert found["mark"]["all"]["counts"] == {"1": 1, "2": 0, "3": 2}
    assert (found["mark"]["all"]["mean"], found["mark"]["all"]["median"]) == (7 / 3, 3)
    # Who ranked only b leaves a and c the mean of places 2 and 3.
    assert found["first"]["all"]["first"] == {"a": 1, "b": 1, "c": 0}
    assert found["first"]["all"]["rank"] == {"a": 1.75, "b": 1.5, "c": 2.75}
    assert found["first"]["colleges"][SSE]["rank"] == {"a": None, "b": None, "c": None}
    assert found["when"]["all"]["months"] == {"2026-11": 1, "2026-12": 1}
    assert found["where"]["all"]["points"] == [[36.8, 10.18, 2]]
    assert found["said"]["all"] == {"asked": 3, "answered": 1}


def test_spread_and_bins_of_known_numbers():
    assert spread([7, 15, 36, 39, 40, 41]) == {
        "mean": 178 / 6, "median": 37.5, "lower": 20.25, "upper": 39.75, "least": 7, "most": 41,
    }  # fmt: skip
    assert spread([5])["lower"] == spread([5])["upper"] == 5
    assert spread([]) == {}
    assert bins([]) == []
    assert bins([3, 3, 3]) == [[3, 4, 3]]
    tens = bins([0, 5, 10, 95, 100])
    assert (tens[0], tens[-1], len(tens)) == ([0, 10, 2], [100, 110, 1], 11)
    far = bins([1, 2, 3, 4, 5, 6, 7, 8, 1_000_000])
    assert far[-1][1:] == [None, 1]
    assert len(far) > 6


@given(st.lists(st.floats(-1e9, 1e9), max_size=40))
def test_every_number_stands_in_one_bin(values):
    found = bins(sorted(values))
    assert sum(one[2] for one in found) == len(values)
    assert len(found) <= 14
    assert all(left[1] == right[0] for left, right in pairwise(found))


replies = st.none() | st.sampled_from("abc")
several = st.none() | st.lists(st.sampled_from("xyz"), unique=True)


@given(st.lists(st.tuples(replies, several)))
def test_a_cross_table_adds_up_to_the_counts_of_those_who_answered_both(pairs):
    table = cross([one for one, _other in pairs], [other for _one, other in pairs], "abc", "xyz")
    sheets = [sheet(asked=["q"], q=other) for one, other in pairs if one and other is not None]
    counted = count_question(Asked("q", "several", tuple("xyz")), sheets, [])["all"]["counts"]
    assert [sum(row[at] for row in table) for at in range(3)] == list(counted.values())
    turned = cross([other for _one, other in pairs], [one for one, _other in pairs], "xyz", "abc")
    assert [list(row) for row in zip(*turned, strict=True)] == table


def test_kappa_of_known_tables_and_where_there_is_none():
    assert Agreement(20, 5, 10, 15).share == Fraction(7, 10)
    assert Agreement(20, 5, 10, 15).kappa == Fraction(2, 5)
    assert round(float(Agreement(45, 15, 25, 15).kappa), 4) == 0.1304  # 60 per cent both, and yet not the same
    assert round(float(Agreement(25, 35, 5, 35).kappa), 4) == 0.2593
    assert Agreement(0, 0, 0, 0).share is None
    assert {Agreement(0, 0, 0, 0).kappa, Agreement(9, 0, 0, 0).kappa, Agreement(0, 0, 0, 9).kappa} == {None}
    assert Agreement(0, 0, 1, 9).kappa == 0
    assert agreement({"a", "b", "gone"}, {"b", "c"}, "abcd") == Agreement(1, 1, 1, 1)


@given(*[st.integers(0, 50)] * 4)
def test_kappa_is_the_same_from_either_side_and_never_above_one(both, first, second, neither):
    found, turned = Agreement(both, first, second, neither), Agreement(both, second, first, neither)
    assert found.kappa == turned.kappa == Agreement(neither, first, second, both).kappa
    assert found.kappa is None or (-1 <= found.kappa <= 1 and (found.kappa == 1) == (first + second == 0))
