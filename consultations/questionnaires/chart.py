"""Places that people marked, as a drawing: north is up, a point the larger the more people mean it. The table says the same."""

from collections import Counter
from collections.abc import Sequence
from math import cos, radians, sqrt

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from consultations.tallies.sheets import STEP

WIDTH, EDGE = 320, 18
SMALLEST, LARGEST = 3.0, 14.0
MOST = 250  # points drawn; with more, neighbours are joined
LEAST_SPAN = 2 * STEP  # a single place is not blown up over the whole drawing

Point = tuple[float, float, int]


def places(points: Sequence[Point]) -> SafeString:
    if not points:
        return SafeString("")
    points = _joined(points)
    south, north = min(point[0] for point in points), max(point[0] for point in points)
    west, east = min(point[1] for point in points), max(point[1] for point in points)
    squeeze, most = cos(radians((south + north) / 2)), max(point[2] for point in points)
    high, wide = max(north - south, LEAST_SPAN), max(east - west, LEAST_SPAN) * squeeze
    scale = (WIDTH - 2 * EDGE) / max(high, wide)
    width, height = round(wide * scale) + 2 * EDGE, round(high * scale) + 2 * EDGE
    circles = [
        (
            f"{EDGE + (longitude - west) * squeeze * scale:.1f}",
            f"{height - EDGE - (latitude - south) * scale:.1f}",
            f"{max(SMALLEST, LARGEST * sqrt(count / most)):.1f}",
        )
        for latitude, longitude, count in points
    ]
    return format_html(
        '<svg class="places" viewBox="0 0 {} {}" aria-hidden="true" focusable="false">{}</svg>',
        width, height, format_html_join("", '<circle cx="{}" cy="{}" r="{}"/>', circles),
    )  # fmt: skip


def _joined(points: Sequence[Point]) -> Sequence[Point]:
    step = STEP
    while len(points) > MOST:
        step *= 2
        found: Counter[tuple[int, int]] = Counter()
        for latitude, longitude, count in points:
            found[round(latitude / step), round(longitude / step)] += count
        points = [(latitude * step, longitude * step, count) for (latitude, longitude), count in found.items()]
    return points
