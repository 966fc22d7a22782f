"""A question by another one, or by college, in the words of the page. The figures come with small cells hidden already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from consultations.hiding import HIDDEN
from consultations.tallies.cells import FLOOR, Table, shown
from consultations.tallies.crossed import hide
from consultations.tallies.sheets import cross
from policylab.core.numbers import number, percent
from policylab.directory.enums import College

from .definition import Question
from .enums import CHOSEN, QuestionKind
from .results import Block, point_said, size
from .said import Said, said
from .together import countable

# How many it takes before a figure of a college is shown: a quartile of five is what one of them said.
LEAST = {"mean": FLOOR, "median": FLOOR, "lower": 4 * FLOOR, "upper": 4 * FLOOR}


@dataclass(frozen=True)
class Crossed:
    """`rows`: (label, cells); a cell is (count, share of its column), the hidden sign where it may not be told."""

    caption: str
    heads: list[Said]
    rows: list[tuple[Said, list[tuple[str, str]]]]
    hides: bool
    note: str = ""
    summed: bool = False


def table_of(caption: str, labels: Sequence[Said], heads: Sequence[Said], found: Table, *, summed: bool) -> Crossed:
    """`summed`: each person stands in one row, so that a column has a total that is people, and its cells are shares of it."""
    wholes = found.column_totals if summed else [None] * len(heads)
    rows = [
        (label, [_cell(count, wholes[at]) for at, count in enumerate(cells)])
        for label, cells in zip(labels, found.rows, strict=True)
    ]
    if summed:
        rows.append((Said(_("Together"), ""), [_cell(count, None) for count in wholes]))
    hides = any(count is None for cells in found.rows for count in cells)
    return Crossed(caption, list(heads), rows, hides, summed=summed)


def _cell(count: int | None, whole: int | None) -> tuple[str, str]:
    if count is None:
        return HIDDEN, ""
    return number(count), percent(100 * count / whole) if whole else ""


# --- by college: frozen with the count ------------------------------------------------------------------------------
def colleges_in(figures: Mapping[str, Any]) -> list[str]:
    return [college for college in College.values if college in figures["colleges"]]


def by_college(block: Block, figures: Mapping[str, Any]) -> list[Crossed]:
    question, heads = block.question, [Said(str(College(one).label), "") for one in colleges_in(figures)]
    tables = [Table(**one) for one in figures["by_college"].get(question.key, [])]
    if not tables:
        return _sizes_by_college(question, heads, figures["questions"][question.key])
    labels = labels_of(question)
    captions = [str(said(row.title)) for row in question.rows] or [str(block.title)]
    summed = question.kind != QuestionKind.SEVERAL
    return [table_of(caption, labels, heads, one, summed=summed) for caption, one in zip(captions, tables, strict=True)]


def _sizes_by_college(question: Question, heads: list[Said], figures: Mapping[str, Any]) -> list[Crossed]:
    parts = figures["colleges"]
    if not any("mean" in part for part in parts.values()):
        return []
    known = shown({college: part["answered"] for college, part in parts.items()})
    names = {
        "mean": _("Mean"),
        "median": _("Median"),
        "lower": _("A quarter is below"),
        "upper": _("A quarter is above"),
    }
    rows = [(Said(_("Replies"), ""), [_cell(count, None) for count in known.values()])]
    for name, label in names.items():
        cells = [
            (_size(question, part, name) if (known[college] or 0) >= LEAST[name] else HIDDEN, "")
            for college, part in parts.items()
        ]
        rows.append((Said(label, ""), cells))
    hides = any(cell == HIDDEN for _label, cells in rows for cell, _share in cells)
    return [Crossed(str(said(question.title)), heads, rows, hides)]


def _size(question: Question, part: Mapping[str, Any], name: str) -> str:
    return size(question, part.get(name), 1)


# --- by another question --------------------------------------------------------------------------------------------
def can_be_crossed(question: Question) -> bool:
    return question.kind in CHOSEN


def labels_of(question: Question) -> list[Said]:
    if question.kind == QuestionKind.SCALE:
        return [point_said(question, point) for point in countable(question).choices]
    return [said(one.title) for one in question.choices]


def crossed(first: Block, second: Block, columns: Mapping[str, Sequence[Any]]) -> Crossed:
    """`columns`: the replies to both, in one order of sheets. Of those who replied to both."""
    one, other = first.question, second.question
    counts = cross(columns[one.key], columns[other.key], countable(one).choices, countable(other).choices)
    found = hide(counts, rows_known=not first.personal, columns_known=not second.personal)
    caption = _("%(first)s, by: %(second)s") % {"first": first.title, "second": second.title}
    table = table_of(caption, labels_of(one), labels_of(other), found, summed=one.kind != QuestionKind.SEVERAL)
    if QuestionKind.SEVERAL not in (one.kind, other.kind):
        return table
    return replace(table, note=_("Several could be ticked: one person may stand in several cells."))
