"""Places that people marked, as a drawing: north is up, a point the larger the more people mean it. The table says the same."""

from collections.abc import Sequence
from math import cos, radians, sqrt

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, EDGE = 320, 18
SMALLEST, LARGEST = 3.0, 14.0
LEAST_SPAN = 0.004  # degrees: two points of the count; a single place is not blown up over the whole drawing

Point = tuple[float, float, int]


def places(points: Sequence[Point]) -> SafeString:
    if not points:
        return SafeString("")
    latitudes, longitudes = [point[0] for point in points], [point[1] for point in points]
    middle = (min(latitudes) + max(latitudes)) / 2
    high = max(max(latitudes) - min(latitudes), LEAST_SPAN)
    wide = max(max(longitudes) - min(longitudes), LEAST_SPAN)
    scale = (WIDTH - 2 * EDGE) / max(wide * cos(radians(middle)), high)
    height = round(high * scale) + 2 * EDGE
    width = round(wide * cos(radians(middle)) * scale) + 2 * EDGE
    most = max(point[2] for point in points)
    circles = [
        (
            f"{EDGE + (longitude - min(longitudes)) * cos(radians(middle)) * scale:.1f}",
            f"{height - EDGE - (latitude - min(latitudes)) * scale:.1f}",
            f"{max(SMALLEST, LARGEST * sqrt(count / most)):.1f}",
        )
        for latitude, longitude, count in points
    ]
    return format_html(
        '<svg class="places" viewBox="0 0 {} {}" aria-hidden="true" focusable="false">{}</svg>',
        width, height, format_html_join("", '<circle cx="{}" cy="{}" r="{}"/>', circles),
    )  # fmt: skip
