"""Small counts are hidden, and what is hidden cannot be worked out again."""

from fractions import Fraction
from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from consultations.tallies.cells import Table, shown, shown_table

counts = st.integers(0, 4) | st.integers(0, 12) | st.integers(0, 400)
tables = st.tuples(st.integers(1, 4), st.integers(1, 4)).flatmap(
    lambda size: st.lists(st.lists(counts, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0])
)


def test_a_small_count_takes_the_next_smallest_with_it():
    assert shown({"women": 40, "men": 38, "other": 2}) == {"women": 40, "men": None, "other": None}
    assert shown({"a": 40, "b": 4, "c": 4}) == {"a": 40, "b": None, "c": None}
    assert shown({"a": 40, "b": 1, "c": 1}) == {
        "a": None,
        "b": None,
        "c": None,
    }  # two in all: who is one knows the other
    assert shown({"a": 5, "b": 7}) == {"a": 5, "b": 7}
    assert shown({"a": 4}) == {"a": None}
    assert shown({}) == {}


@given(st.dictionaries(st.sampled_from("abcdefg"), counts))
def test_what_is_hidden_is_small_or_goes_with_what_is_and_is_not_given_back_by_the_sum(given_counts):
    found = shown(given_counts)
    hidden = [name for name, count in found.items() if count is None]
    assert all(found[name] in (None, count) for name, count in given_counts.items())
    assert all(count is None or count >= 5 for count in found.values())
    assert bool(hidden) == any(count < 5 for count in given_counts.values())
    together = sum(given_counts[name] for name in hidden)
    assert not hidden or len(hidden) == len(found) or (len(hidden) > 1 and together >= 5)


def test_one_small_cell_hides_a_rectangle_and_no_more():
    found = shown_table([[40, 60, 3], [55, 30, 20], [33, 41, 28]])
    assert found.rows == [[None, 60, None], [55, 30, 20], [None, 41, None]]
    assert found.row_totals == [103, 105, 102]
    assert found.column_totals == [128, 131, 51]


def test_a_small_total_is_hidden_as_a_small_count_is():
    found = shown_table([[40, 60], [1, 2]])
    assert found.row_totals[1] is None
    assert found == Table([[None, None], [None, None]], [None, None], [41, 62])
    assert shown_table([]) == Table([], [], [])


@given(tables)
def test_no_hidden_cell_of_a_table_can_be_computed_from_what_is_shown(rows):
    found = shown_table(rows)
    flat = [*chain(*found.rows), *found.row_totals, *found.column_totals]
    assert all(count is None or count >= 5 for count in flat)
    true = [*chain(*rows), *map(sum, rows), *map(sum, zip(*rows, strict=True))]
    assert all(count in (None, truth) for count, truth in zip(flat, true, strict=True))
    if any(count is not None for count in flat):  # where all is hidden there is no more to hide
        assert not determined(flat, equations(len(rows), len(rows[0]))) & {
            at for at, one in enumerate(flat) if one is None
        }


def equations(height: int, width: int) -> list[list[int]]:
    """Every sum a reader knows to hold, as coefficients of: the cells, the row totals, the column totals."""
    cells, size = height * width, height * width + height + width
    rows = [{**{at * width + j: 1 for j in range(width)}, cells + at: -1} for at in range(height)]
    columns = [{**{i * width + at: 1 for i in range(height)}, cells + height + at: -1} for at in range(width)]
    totals = [{cells + i: 1 for i in range(height)}, {cells + height + j: 1 for j in range(width)}]
    return [[line.get(at, 0) for at in range(size)] for line in [*rows, *columns, *totals]]


def determined(flat: list[int | None], lines: list[list[int]]) -> set[int]:
    """The unknowns that the equations give: Gauss and Jordan over fractions, another way than the code's."""
    unknown = [at for at, count in enumerate(flat) if count is None]
    matrix = [[Fraction(line[at]) for at in unknown] for line in lines]
    done = 0
    for column in range(len(unknown)):
        pivot = next((at for at in range(done, len(matrix)) if matrix[at][column]), None)
        if pivot is None:
            continue
        matrix[done], matrix[pivot] = matrix[pivot], matrix[done]
        matrix[done] = [value / matrix[done][column] for value in matrix[done]]
        for at, line in enumerate(matrix):
            if at != done and line[column]:
                matrix[at] = [a - line[column] * b for a, b in zip(line, matrix[done], strict=True)]
        done += 1
    return {unknown[line.index(1)] for line in matrix[:done] if sum(map(bool, line)) == 1}
