"""Which counts of people may be shown: cells of five or more, and no cell that the shown ones and their totals give back.

First every count under the floor is hidden, nought too: «none of them» is said of each of them. Then, as long as a reader
who knows the totals could narrow a hidden count to fewer than `floor` + 1 possible numbers, the smallest shown count that
helps is hidden as well (complementary suppression; Hundepool et al., *Statistical Disclosure Control*, 2012, chapter 4).
What is not met: a reader who knows more than the totals, such as who the two people in a hidden cell are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush

FLOOR = 5
TOP, END = ("all", 0), ("all", 1)
Node = tuple[str, int]
Cell = tuple[Node, Node]


@dataclass(frozen=True)
class Table:
    """`None` is hidden. The total of all is always known: turnout, or how many answered."""

    rows: list[list[int | None]]
    row_totals: list[int | None]
    column_totals: list[int | None]


def shown(counts: dict[str, int], floor: int = FLOOR) -> dict[str, int | None]:
    """Counts whose sum is known. What is hidden is together at least `floor`, or everything."""
    hidden = {name for name, count in counts.items() if count < floor}
    larger = sorted((name for name in counts if name not in hidden), key=lambda name: counts[name])
    while hidden and larger and (len(hidden) == 1 or sum(counts[name] for name in hidden) < floor):
        hidden.add(larger.pop(0))
    return {name: None if name in hidden else count for name, count in counts.items()}


def shown_table(rows: list[list[int]], floor: int = FLOOR) -> Table:
    """Counts in two ways, with the totals of rows and columns: a small total is hidden as a small count is.

    A line in which nobody is at all is best left out before: hiding it hides others.
    """
    cells = _cells(rows)
    first = {cell for cell, count in cells.items() if count < floor}
    hidden = set(first)
    while exposed := next((cell for cell in sorted(hidden) if not _is_safe(cell, cells, hidden, floor)), None):
        more = _cheapest_cover(exposed, cells, hidden, floor) or cells.keys() - hidden
        if not more:
            break
        hidden |= more
    _show_what_need_not_hide(cells, hidden, first, floor)
    return _table(rows, cells, hidden)


def _cells(rows: list[list[int]]) -> dict[Cell, int]:
    """The table as a network: all → a row → a column → all. What enters a line leaves it, so totals are cells as well."""
    cells: dict[Cell, int] = {}
    for at, row in enumerate(rows):
        cells[TOP, ("row", at)] = sum(row)
        for across, count in enumerate(row):
            cells[("row", at), ("column", across)] = count
    for across, column in enumerate(zip(*rows, strict=True)):
        cells[("column", across), END] = sum(column)
    return cells


def _cheapest_cover(exposed: Cell, cells: dict[Cell, int], hidden: set[Cell], floor: int) -> set[Cell]:
    """The shown cells that, hidden, close a ring round the exposed one: the fewest people, and no total where counts do."""
    everybody = sum(count for cell, count in cells.items() if TOP in cell)
    prices = {}
    for cell, count in cells.items():
        prices[cell] = 0 if cell in hidden else 1 + count + (everybody if TOP in cell or END in cell else 0)
    prices.pop(exposed)
    start, end = exposed
    ring = _path(end, start, prices, {cell for cell, count in cells.items() if count >= floor})
    return {step if step in cells else step[::-1] for step in ring} - hidden


def _is_safe(cell: Cell, cells: dict[Cell, int], hidden: set[Cell], floor: int) -> bool:
    """Whether other tables with the same shown counts let this cell differ by `floor` or more.

    It can be larger by what flows back from its end to its start through other hidden cells, and smaller by what flows
    round it, both without any count below nought.
    """
    start, end = cell
    room = {other: cells[other] for other in hidden if other != cell}
    up = _flow(end, start, room, floor)
    down = min(cells[cell], _flow(start, end, room, floor)) if up < floor else 0
    return up + down >= floor


def _flow(start: Node, end: Node, counts: dict[Cell, int], enough: int) -> int:
    """How much more can go from start to end, up to `enough`: forward without limit, backward as much as a count holds."""
    counts, sent = dict(counts), 0
    prices = dict.fromkeys(counts, 1)
    while sent < enough and (path := _path(start, end, prices, {cell for cell, count in counts.items() if count})):
        back = [counts[there, here] for here, there in path if (here, there) not in counts]
        step = min([enough - sent, *back])
        for here, there in path:
            if (here, there) in counts:
                counts[here, there] += step
            else:
                counts[there, here] -= step
        sent += step
    return sent


def _path(start: Node, end: Node, prices: dict[Cell, int], both_ways: set[Cell]) -> list[tuple[Node, Node]]:
    """The cheapest way along cells (Dijkstra), each from tail to head, some the other way as well."""
    ways: dict[Node, list[tuple[int, Node]]] = {}
    for (tail, head), price in prices.items():
        ways.setdefault(tail, []).append((price, head))
        if (tail, head) in both_ways:
            ways.setdefault(head, []).append((price, tail))
    came: dict[Node, Node] = {}
    waiting = [(0, start, start)]
    while waiting and end not in came:
        paid, here, before = heappop(waiting)
        if here not in came:
            came[here] = before
            for price, there in ways.get(here, ()):
                heappush(waiting, (paid + price, there, here))
    return list(_steps(came, start, end)) if end in came else []


def _steps(came: dict[Node, Node], start: Node, end: Node) -> Iterator[tuple[Node, Node]]:
    while end != start:
        yield came[end], end
        end = came[end]


def _show_what_need_not_hide(cells: dict[Cell, int], hidden: set[Cell], first: set[Cell], floor: int) -> None:
    """The largest that were hidden for others' sake are tried again: the way here may have hidden more than needed."""
    for cell in sorted(hidden - first, key=lambda cell: -cells[cell]):
        hidden.discard(cell)
        if not all(_is_safe(other, cells, hidden, floor) for other in hidden):
            hidden.add(cell)


def _table(rows: list[list[int]], cells: dict[Cell, int], hidden: set[Cell]) -> Table:
    open_cells: dict[Cell, int | None] = {cell: None if cell in hidden else count for cell, count in cells.items()}
    columns = range(len(rows[0]) if rows else 0)
    return Table(
        [[open_cells[("row", at), ("column", across)] for across in columns] for at in range(len(rows))],
        [open_cells[TOP, ("row", at)] for at in range(len(rows))],
        [open_cells[("column", across), END] for across in columns],
    )
