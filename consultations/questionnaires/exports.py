"""The sheets as a table: a row for each in the order of random keys, a column for each thing that can be said apart.

Everybody's table has no free words, no files, no personal questions, places only within some 200 metres, and no college where one
has few sheets; officers' has all that was written. Cells hold keys; the codebook says what they mean.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from consultations.tallies.sheets import binned
from policylab.core.numbers import DECIMALS

from .definition import Question
from .enums import QuestionKind
from .models import Questionnaire
from .together import Definitions, is_personal, together

# A college with fewer sheets would tell who filled them in.
FEWEST = 10
# A spreadsheet takes what begins like this for a formula, and runs it (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r")
# No file of a spreadsheet can hold these; forms refuse them, so they come from nowhere.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Without it Excel reads UTF-8 as if it were its own old alphabet, and Arabic becomes noise; other programs skip it.
BOM = "\ufeff"

Cell = str | int | float | None


@dataclass(frozen=True)
class Sheet:
    wording: int
    college: str
    on_paper: bool
    language: str
    replies: Mapping[str, Any]


@dataclass(frozen=True)
class Column:
    name: str
    cell: Callable[[Sheet], Cell]


def safe(text: str) -> str:
    """Words that people wrote, so that no spreadsheet runs them."""
    text = CONTROL.sub("", text)
    return f"'{text}" if text.startswith(FORMULA) else text


# --- columns --------------------------------------------------------------------------------------------------------
def columns_of(questionnaire: Questionnaire, definitions: Definitions, *, whole: bool) -> list[Column]:
    found = [Column("wording", lambda sheet: sheet.wording)]
    if whole or tells_colleges(questionnaire):
        found.append(Column("college", lambda sheet: sheet.college))
    if whole:
        found.append(Column("on_paper", lambda sheet: int(sheet.on_paper)))
        found.append(Column("language", lambda sheet: sheet.language))
    for question in exported(definitions, whole=whole):
        found += question_columns(question, whole=whole)
    return found


def tells_colleges(questionnaire: Questionnaire) -> bool:
    return all(sheets >= FEWEST for sheets in questionnaire.count.figures["colleges"].values())


def exported(definitions: Definitions, *, whole: bool) -> list[Question]:
    unread = (QuestionKind.TEXT, QuestionKind.FILE)
    return [
        question
        for question in together(definitions)
        if whole or (question.kind not in unread and not is_personal(question, definitions))
    ]


def question_columns(question: Question, *, whole: bool) -> list[Column]:
    key = question.key
    if question.kind in (QuestionKind.SEVERAL, QuestionKind.RANKING):
        cell = _ticked if question.kind == QuestionKind.SEVERAL else _ranked
        return [Column(f"{key}.{one.key}", cell(key, one.key)) for one in question.choices]
    if question.kind == QuestionKind.GRID:
        return [Column(f"{key}.{row.key}", _in_row(key, row.key)) for row in question.rows]
    if question.kind == QuestionKind.PLACE:
        return [Column(f"{key}.{name}", _place(key, at, whole)) for at, name in enumerate(("latitude", "longitude"))]
    return [Column(key, _plain(question))]


def _ticked(key: str, choice: str) -> Callable[[Sheet], Cell]:
    return lambda sheet: int(choice in sheet.replies[key]) if key in sheet.replies else None


def _ranked(key: str, choice: str) -> Callable[[Sheet], Cell]:
    def cell(sheet: Sheet) -> Cell:
        order = sheet.replies.get(key, ())
        return order.index(choice) + 1 if choice in order else None

    return cell


def _in_row(key: str, row: str) -> Callable[[Sheet], Cell]:
    return lambda sheet: sheet.replies[key].get(row) if key in sheet.replies else None


def _place(key: str, at: int, whole: bool) -> Callable[[Sheet], Cell]:
    def cell(sheet: Sheet) -> Cell:
        point = sheet.replies.get(key)
        return None if point is None else point[at] if whole else binned(*point)[at]

    return cell


def _plain(question: Question) -> Callable[[Sheet], Cell]:
    key = question.key
    if question.kind == QuestionKind.MONEY:
        unit = 10 ** DECIMALS.get(question.currency, 2)
        return lambda sheet: sheet.replies[key] / unit if key in sheet.replies else None
    if question.kind == QuestionKind.NUMBER:
        return lambda sheet: float(sheet.replies[key]) if key in sheet.replies else None
    if question.kind == QuestionKind.TEXT:
        return lambda sheet: safe(sheet.replies[key]) if key in sheet.replies else None
    return lambda sheet: sheet.replies.get(key)


# --- rows -----------------------------------------------------------------------------------------------------------
def rows_of(questionnaire: Questionnaire, columns: Iterable[Column]) -> Iterator[list[Cell]]:
    """The names first."""
    listed = list(columns)
    yield [column.name for column in listed]
    found = questionnaire.sheets.order_by("key")
    fields = found.values_list("wording__number", "college", "on_paper", "language", "replies")
    for facts in fields.iterator(chunk_size=500):
        sheet = Sheet(*facts)
        yield [column.cell(sheet) for column in listed]


def as_csv(rows: Iterable[Iterable[Cell]]) -> bytes:
    out = io.StringIO()
    out.write(BOM)
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()
