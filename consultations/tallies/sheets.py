"""Filled-in questionnaires in, counts out: by question, for everybody and for each college. Plain values throughout.

What comes out is frozen as JSON, `{question key: figures}`:

    {"kind": "single", "wordings": [[number, sheets], …], "all": PART, "colleges": {college: PART, …}}
    PART = {"asked": sheets led to it, "answered": with a reply, and by kind:}
      single, several   "counts": {choice: sheets}
      scale             "counts" by point, and the spread
      number, money     "bins": [[from, to, sheets], …] and the spread; `null` for an open end; money in minor units
      date              "months": {"2026-11": sheets}
      ranking           "first": {choice: sheets}, "rank": {choice: mean rank or null}
      grid              "rows": {row: {choice: sheets}}
      place             "points": [[latitude, longitude, sheets], …], a point for all within some hundred metres
      text, file        nothing more: words are read, not counted
    spread = "mean", "median", "lower", "upper" (quartiles), "least", "most"; absent where nobody answered

Asked and answered differ: who was not led to a question by a condition did not leave it out.
"""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

STEP = 0.002  # degrees: some 200 metres; a house is not to be found again on the map
BINS = 10
FAR = 3  # times the middle half away from it: what lies further stands in an open bin (Tukey's outer fence)

Figures = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """A question as a count needs it: the keys of every choice and row that any wording had, in order."""

    key: str
    kind: str
    choices: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Filled:
    """A sheet: `asked` are the keys of the questions its own replies led to, in the wording it was written on."""

    college: str
    wording: int
    replies: Mapping[str, Any]
    asked: Collection[str]


def count(questions: Iterable[Asked], sheets: Sequence[Filled], colleges: Iterable[str]) -> dict[str, Figures]:
    listed = list(colleges)
    return {question.key: count_question(question, sheets, listed) for question in questions}


def count_question(question: Asked, sheets: Sequence[Filled], colleges: Iterable[str]) -> Figures:
    led = [sheet for sheet in sheets if question.key in sheet.asked]
    seen = Counter(sheet.wording for sheet in led)
    return {
        "kind": question.kind,
        "wordings": [[number, seen[number]] for number in sorted(seen)],
        "all": _part(question, led),
        "colleges": {
            college: _part(question, [sheet for sheet in led if sheet.college == college]) for college in colleges
        },
    }


def _part(question: Asked, led: Sequence[Filled]) -> Figures:
    replies = [sheet.replies[question.key] for sheet in led if question.key in sheet.replies]
    counter = COUNTERS.get(question.kind)
    return {
        "asked": len(led),
        "answered": len(replies),
        **(counter(question, replies) if counter else {}),
    }


# --- chosen from a list ---------------------------------------------------------------------------------------------
def _by_choice(question: Asked, replies: Sequence[Any]) -> Figures:
    ticked = Counter(choice for reply in replies for choice in set(reply if isinstance(reply, list) else [str(reply)]))
    return {"counts": {choice: ticked[choice] for choice in question.choices}}


def _by_point(question: Asked, replies: Sequence[Any]) -> Figures:
    return {**_by_choice(question, replies), **spread([float(reply) for reply in replies])}


def _by_row(question: Asked, replies: Sequence[Any]) -> Figures:
    return {
        "rows": {
            row: _by_choice(question, [reply[row] for reply in replies if row in reply])["counts"]
            for row in question.rows
        }
    }


def _by_rank(question: Asked, replies: Sequence[Any]) -> Figures:
    """First places, and the mean rank: whoever ranked only some leaves the others the mean of the ranks that are left.

    Borda's count in its fair form for partial rankings: (number of choices - mean rank) orders them as its points do.
    """
    first = Counter(reply[0] for reply in replies if reply)
    ranks: dict[str, list[float]] = {choice: [] for choice in question.choices}
    for reply in replies:
        place = {choice: at for at, choice in enumerate(reply, start=1)}
        left = (len(place) + 1 + len(ranks)) / 2
        for choice, given in ranks.items():
            given.append(place.get(choice, left))
    return {
        "first": {choice: first[choice] for choice in ranks},
        "rank": {choice: _mean(given) for choice, given in ranks.items()},
    }


# --- measured -------------------------------------------------------------------------------------------------------
def _by_size(question: Asked, replies: Sequence[Any]) -> Figures:
    values = sorted(float(reply) for reply in replies)
    return {"bins": bins(values), **spread(values)}


def spread(values: Sequence[float]) -> Figures:
    """Mean, median, quartiles (as R's type 7 and spreadsheets have them) and both ends."""
    if not values:
        return {}
    ordered = sorted(values)
    quarters = statistics.quantiles(ordered, n=4, method="inclusive") if len(ordered) > 1 else ordered * 3
    return {
        "mean": _mean(ordered),
        "median": quarters[1],
        "lower": quarters[0],
        "upper": quarters[2],
        "least": ordered[0],
        "most": ordered[-1],
    }


def _mean(values: Sequence[float]) -> float | None:
    return math.fsum(values) / len(values) if values else None


def bins(ordered: Sequence[float]) -> list[list[float | int | None]]:
    """At most ten or eleven of a round width; one answer far out does not press all others into a single bin."""
    if not ordered:
        return []
    low, high = _near_ends(ordered)
    width = _round_width(high - low)
    start = math.floor(low / width)
    edges = [step * width for step in range(start, math.floor(high / width) + 2)]
    found: list[list[float | int | None]] = []
    for left, right in pairwise(edges):
        found.append([left, right, sum(1 for value in ordered if left <= value < right)])
    below, above = sum(value < edges[0] for value in ordered), sum(value >= edges[-1] for value in ordered)
    return [*([[None, edges[0], below]] if below else []), *found, *([[edges[-1], None, above]] if above else [])]


def _near_ends(ordered: Sequence[float]) -> tuple[float, float]:
    around = spread(ordered)
    reach = FAR * (around["upper"] - around["lower"])
    if not reach:
        return (ordered[0], ordered[-1])
    near = [value for value in ordered if around["lower"] - reach <= value <= around["upper"] + reach]
    return near[0], near[-1]


def _round_width(span: float) -> float:
    """1, 2 or 5 times a power of ten."""
    if span <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(span / BINS))
    return next(power * step for step in (1, 2, 5, 10) if power * step * BINS >= span)


# --- in time and place ----------------------------------------------------------------------------------------------
def _by_month(question: Asked, replies: Sequence[Any]) -> Figures:
    months = Counter(str(reply)[:7] for reply in replies)
    return {"months": {month: months[month] for month in sorted(months)}}


def _by_point_on_earth(question: Asked, replies: Sequence[Any]) -> Figures:
    found = Counter(binned(reply[0], reply[1]) for reply in replies)
    return {"points": [[*point, number] for point, number in sorted(found.items())]}


def binned(latitude: float, longitude: float) -> tuple[float, float]:
    return round(round(latitude / STEP) * STEP, 4), round(round(longitude / STEP) * STEP, 4)


COUNTERS: dict[str, Callable[[Asked, Sequence[Any]], Figures]] = {
    "single": _by_choice,
    "several": _by_choice,
    "scale": _by_point,
    "grid": _by_row,
    "ranking": _by_rank,
    "number": _by_size,
    "money": _by_size,
    "date": _by_month,
    "place": _by_point_on_earth,
}


# --- two questions together -----------------------------------------------------------------------------------------
def cross(first: Sequence[Any], second: Sequence[Any], rows: Sequence[str], columns: Sequence[str]) -> list[list[int]]:
    """Sheets that hold both, by both. The two columns are in one order of sheets; a sheet without a reply has None there."""
    together = Counter(
        (one, other)
        for here, there in zip(first, second, strict=True)
        for one in _given(here)
        for other in _given(there)
    )
    return [[together[row, column] for column in columns] for row in rows]


def _given(value: Any) -> Collection[str]:
    if value is None:
        return ()
    return set(value) if isinstance(value, list) else (str(value),)
