"""A town's file, read: which encoding, which separator, which column, and what is wrong on which line. Nothing is written here.

Whoever prepared the file used a spreadsheet: UTF-8 with or without its mark, UTF-16, the code pages of Arabic and of western
Windows; commas, semicolons, tabs. What is no text is refused by name.
"""

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from policylab.core.errors import Refused

from .numbers import Fault, Shape, fault_of, number_of

BYTES_AT_MOST = 5 * 1024 * 1024
LINES_AT_MOST = 300_000
FAULTS_SHOWN = 50
LOOKED_AT = 200  # lines from which the column is guessed
MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
ARABIC_WORD = re.compile(r"[\u0621-\u064a]{2}")


@dataclass
class Read:
    """Good numbers in the order of the file, each once; `faults` the first (line, what is wrong), `counts` of all."""

    column: str
    numbers: list[str] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


def read_register(content: bytes, shape: Shape, *, column: str = "", fill_zeros: bool = False) -> Read:
    """`column` is its number or its heading, for files with several; `fill_zeros` puts back what a spreadsheet dropped."""
    rows = _rows(text_of(content))
    heading = rows[0][1] if rows and not any(_is_like_one(cell) for cell in rows[0][1]) else []
    place = _column(rows, heading, shape, column)
    read, known = Read(_named(place, heading)), set()
    for line, row in rows[1 if heading else 0 :]:
        number = number_of(row[place]) if place < len(row) else ""
        if fill_zeros and shape.zeros_may_be_lost and number.isdigit() and len(number) >= shape.least - 3:
            number = number.zfill(shape.least)
        fault = Fault.TWICE if number in known else fault_of(number, shape)
        if fault:
            read.counts[fault.value] += 1
            read.faults += [(line, fault.value)] if len(read.faults) < FAULTS_SHOWN else []
        else:
            known.add(number)
            read.numbers.append(number)
    return read


def text_of(content: bytes) -> str:
    if not content.strip():
        raise Refused(_("This file is empty."), field="file")
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Refused(
            _("This is a spreadsheet or a packed file. Open it and save the sheet as CSV, then choose that file."),
            field="file",
        )
    encoding = next((name for mark, name in MARKS.items() if content.startswith(mark)), _unmarked(content))
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _no_text() from error
    if re.search(r"[\x00-\x08\x0e-\x1f]", text):
        raise _no_text()
    return text.rstrip()


def _unmarked(content: bytes) -> str:
    """Without a mark: nought at every second place alone is UTF-16 (digits have it, Arabic letters beside them have not);
    what is no UTF-8 is a code page, told apart by Arabic words in it."""
    head = content[:1000]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if min(even, odd) == 0 and max(even, odd) > len(head) / 10:
        return "utf-16-be" if even else "utf-16-le"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "windows-1256" if ARABIC_WORD.search(content.decode("windows-1256", "replace")) else "latin-1"
    return "utf-8"


def _no_text() -> Refused:
    return Refused(_("This file is no text. Save the sheet as CSV, then choose that file."), field="file")


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """(line in the file, its cells). «sep=;», which Excel writes for itself, is no line of the register."""
    first, _end, rest = text.partition("\n")
    told = re.fullmatch(r"sep=(.)\s*", first)
    reader = csv.reader(
        io.StringIO(rest if told else text, newline=""), delimiter=told[1] if told else _separator(text)
    )
    rows = []
    try:
        for row in reader:
            rows.append((reader.line_num + bool(told), row))
            if len(rows) > LINES_AT_MOST:
                raise Refused(_("More than %(most)s lines.") % {"most": LINES_AT_MOST}, field="file")
    except csv.Error as error:
        line = reader.line_num + bool(told)
        raise Refused(_("Line %(line)s cannot be read as CSV.") % {"line": line}, field="file") from error
    return rows


def _separator(text: str) -> str:
    lines = text[:20_000].split("\n")[:20]
    return max(";,\t", key=lambda mark: sum(mark in line for line in lines))


def _is_like_one(cell: str) -> bool:
    return sum(letter.isdecimal() for letter in cell) >= 3


def _column(rows: list[tuple[int, list[str]]], heading: list[str], shape: Shape, wanted: str) -> int:
    """The one that was named; else the only one, or the only one most of whose cells look like numbers."""
    width = max((len(row) for _line, row in rows[:LOOKED_AT]), default=1)
    if wanted:
        return _wanted(wanted, heading, width)
    like = [place for place in range(width) if _share(rows[bool(heading) : LOOKED_AT], place, shape) > 0.5]
    if width <= 1 or len(like) == 1:
        return like[0] if like else 0
    names = ", ".join(_named(place, heading) for place in (like or range(width)))
    raise Refused(
        _("The numbers may stand in several columns: %(columns)s. Say which, and choose the file again.")
        % {"columns": names},
        field="column",
    )


def _wanted(wanted: str, heading: list[str], width: int) -> int:
    known = {name.strip().casefold(): place for place, name in enumerate(heading)}
    known |= {str(place + 1): place for place in range(width)}
    if wanted.strip().casefold() not in known:
        raise Refused(_("This file has no such column."), field="column")
    return known[wanted.strip().casefold()]


def _share(rows: list[tuple[int, list[str]]], place: int, shape: Shape) -> float:
    """How many of the cells are numbers of this shape, or one that a spreadsheet made shorter."""
    cells = [number_of(row[place]) for _line, row in rows if place < len(row)]
    loose = Shape(max(shape.least - 3, 1), shape.most, shape.digits_only)
    return sum(fault_of(cell, loose) is None for cell in cells) / max(len(cells), 1)


def _named(place: int, heading: list[str]) -> str:
    name = heading[place].strip()[:40] if place < len(heading) else ""
    return f"{place + 1} ({name})" if name else str(place + 1)
