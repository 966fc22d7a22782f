"""Readings over time as columns: an SVG made here, whose words keep their size on every screen and run with the language.

The drawing says nothing the table beside it does not say. Women stand at the foot, men on them, those not said on top;
each in a tone and an outline of its own, so that it reads in grey. A reading that may not be shown apart is one plain column.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi

from policylab.core import dates
from policylab.core.numbers import number

from .models import Indicator, Measurement
from .standing import parts_shown

# Above the plot stands the highest figure, below it month and year.
TOP, PLOT, FOOT = 24, 168, 44
SHOWN, WIDEST, FILLED = 8, 16.0, 0.6


@dataclass(frozen=True)
class Column:
    parts: list[tuple[str, int]]
    total: int
    month: str
    year: str


def chart_of(indicator: Indicator, readings: Sequence[Measurement]) -> SafeString:
    """The last eight; nothing where there is none."""
    columns = [_column(reading) for reading in readings[-SHOWN:]]
    if not columns:
        return SafeString("")
    highest = max(*(column.total for column in columns), indicator.target or 0, indicator.baseline or 0, 1)
    drawn = format_html_join(
        "", "{}", ((_draw(column, place, len(columns), highest),) for place, column in enumerate(columns))
    )
    lines = [("goal", indicator.target), ("start", indicator.baseline)]
    heights = [(kind, *[_y(value, highest)] * 2) for kind, value in lines if value]
    marks = format_html_join("", '<line class="{}" x1="0" x2="100%" y1="{}" y2="{}"/>', heights)
    foot = format_html('<line class="axis" x1="0" x2="100%" y1="{0}" y2="{0}"/>', TOP + PLOT)
    return format_html(
        '<svg class="chart" width="100%" height="{}" aria-hidden="true" focusable="false">{}{}{}</svg>',
        TOP + PLOT + FOOT, drawn, marks, foot,
    )  # fmt: skip


def _column(reading: Measurement) -> Column:
    shown = parts_shown(reading)
    parts = (
        [("women", shown.women), ("men", shown.men), ("others", shown.others)] if shown else [("whole", reading.total)]
    )
    day = reading.measured_on
    return Column(parts, reading.total, dates.month(day.month, short=True), str(day.year))


def _y(value: int, highest: int) -> str:
    return f"{TOP + PLOT * (1 - value / highest):.1f}"


def _draw(column: Column, place: int, count: int, highest: int) -> SafeString:
    middle = (place + 0.5) / count * 100
    middle = 100 - middle if get_language_bidi() else middle
    width = min(100 / count * FILLED, WIDEST)
    pieces, at = [], 0
    for kind, size in column.parts:
        if size:
            at += size
            pieces.append(
                (kind, f"{middle - width / 2:.2f}%", f"{width:.2f}%", _y(at, highest), f"{PLOT * size / highest:.1f}")
            )
    words = [
        ("value", float(_y(column.total, highest)) - 7, number(column.total)),
        ("month", TOP + PLOT + 19, column.month),
        ("year", TOP + PLOT + 37, column.year),
    ]
    said = [(kind, f"{middle:.2f}%", y, text) for kind, y, text in words]
    return format_html(
        "{}{}",
        format_html_join("", '<rect class="{}" x="{}" width="{}" y="{}" height="{}"/>', pieces),
        format_html_join("", '<text class="{}" x="{}" y="{}">{}</text>', said),
    )
