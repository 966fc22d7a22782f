"""Two questions together, or a question by college, as everybody may see them: without small cells, and what gives them back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from .cells import Table, shown_table

Counts = Sequence[Sequence[int]]


def hide(counts: Counts, *, rows_known: bool = True, columns_known: bool = True) -> Table:
    """`…_known`: everybody may know that a line has nobody in it, so its noughts stand as they are and hide no others."""
    rows = [at for at, row in enumerate(counts) if any(row) or not rows_known]
    width = range(len(counts[0]) if counts else 0)
    columns = [at for at in width if any(row[at] for row in counts) or not columns_known]
    found = _hidden(tuple(tuple(counts[row][column] for column in columns) for row in rows))
    cells: list[list[int | None]] = [[0 for _column in width] for _row in counts]
    row_totals: list[int | None] = [0 for _row in counts]
    column_totals: list[int | None] = [0 for _column in width]
    for here, row in enumerate(rows):
        row_totals[row] = found.row_totals[here]
        for there, column in enumerate(columns):
            cells[row][column] = found.rows[here][there]
    for there, column in enumerate(columns):
        column_totals[column] = found.column_totals[there]
    return Table(cells, row_totals, column_totals)


@lru_cache(maxsize=256)
def _hidden(counts: tuple[tuple[int, ...], ...]) -> Table:
    """Kept: eleven points by eleven points take half a second to hide."""
    return shown_table([list(row) for row in counts])


def by_college(figures: Mapping[str, Any], personal: bool) -> list[dict[str, Any]]:
    """Of one question that counts choices: its table, or one for each row of a grid, as plain values to be frozen."""
    return [vars(hide(counts, rows_known=not personal)) for counts in _by_college(figures)]


def _by_college(figures: Mapping[str, Any]) -> Iterator[Counts]:
    parts = list(figures["colleges"].values())
    if "counts" in figures["all"]:
        yield [[part["counts"][choice] for part in parts] for choice in figures["all"]["counts"]]
    for row, choices in figures["all"].get("rows", {}).items():
        yield [[part["rows"][row][choice] for part in parts] for choice in choices]
