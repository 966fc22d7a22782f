"""Small maps drawn by the server: the sea and what lies around it, or one country.

Equidistant cylindrical projection, true to scale at the middle of the frame: a point needs two multiplications, north is up
everywhere, and over twenty degrees nobody sees the difference. Coordinates are rounded to whole units of the drawing, on a
grid that neighbours share, so that borders meet and a map of the whole sea weighs some ten kilobytes.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from math import cos, radians
from pathlib import Path
from typing import Any

from .models import Shape

Point = tuple[float, float]
REGION = Path(__file__).parent / "data" / "shapes" / "region.geojson"
# How far a drawing goes beyond its frame, in units, so that no edge of a cut is seen.
BEYOND = 4
# A frame is at most this many times as wide as high, and the reverse.
FLAT, TALL = 2.3, 1.1
# Islands smaller than this many square units are left out.
SPECK = 2


@dataclass(frozen=True)
class Frame:
    """What a map shows, in degrees, on a drawing `width` units wide."""

    west: float
    south: float
    east: float
    north: float
    width: int

    @property
    def scale(self) -> Point:
        """Units for a degree eastward and northward."""
        across = self.width / (self.east - self.west)
        return across, across / cos(radians((self.south + self.north) / 2))

    @property
    def height(self) -> int:
        return round((self.north - self.south) * self.scale[1])

    def at(self, longitude: float, latitude: float) -> Point:
        across, up = self.scale
        return (longitude - self.west) * across, (self.north - latitude) * up

    def degrees(self, x: float, y: float) -> Point:
        """The way back: longitude and latitude of a point of the drawing."""
        across, up = self.scale
        return self.west + x / across, self.north - y / up

    def holds(self, longitude: float, latitude: float) -> bool:
        return self.west <= longitude <= self.east and self.south <= latitude <= self.north


SEA = Frame(west=-10.2, south=28.9, east=38.6, north=46.9, width=1000)
COUNTRY_WIDTH = 500


@cache
def _region() -> dict[str, list[Any]]:
    """Country -> its polygons, from the file of the region; read once."""
    told = json.loads(REGION.read_text(encoding="utf-8"))
    return {feature["properties"]["code"]: polygons(feature["geometry"]) for feature in told["features"]}


def polygons(geometry: dict[str, Any]) -> list[Any]:
    return geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]


def frame_of(country: str) -> Frame | None:
    """A country with some room around it; none for those the region does not have."""
    parts = _region().get(country, [])
    return frame_around(parts, COUNTRY_WIDTH) if parts else None


def frame_around(parts: Iterable[Any], width: int) -> Frame:
    """Polygons with some room around them."""
    rings = [ring for polygon in parts for ring in polygon]
    longitudes, latitudes = zip(*(point for ring in rings for point in ring), strict=True)
    middle = (max(latitudes) + min(latitudes)) / 2
    squeeze = cos(radians(middle))
    high = (max(latitudes) - min(latitudes)) * 1.12
    wide = (max(longitudes) - min(longitudes)) * 1.12
    wide, high = max(wide, high / squeeze / TALL), max(high, wide * squeeze / FLAT)
    centre = (max(longitudes) + min(longitudes)) / 2
    return Frame(centre - wide / 2, middle - high / 2, centre + wide / 2, middle + high / 2, width)


@lru_cache(maxsize=32)
def land(frame: Frame) -> dict[str, str]:
    """Country -> its outline as the path of an SVG; only what the frame shows."""
    drawn = {code: outline(frame, parts) for code, parts in _region().items()}
    return {code: path for code, path in drawn.items() if path}


def parts_of(code: str, frame: Frame) -> list[str]:
    """The governorates or regions of a country as paths; one query."""
    shapes = Shape.objects.filter(territory__parent__code=code).order_by("territory__path")
    drawn = [outline(frame, polygons(geometry)) for geometry in shapes.values_list("geometry", flat=True)]
    return [path for path in drawn if path]


def outline(frame: Frame, parts: Iterable[Any]) -> str:
    """Each ring cut at the frame and written in steps of whole units."""
    rings = (_ring([frame.at(*point) for point in ring], frame) for polygon in parts for ring in polygon)
    return "".join(_path(ring) for ring in rings if _area(ring) > SPECK)


def _ring(ring: list[Point], frame: Frame) -> list[tuple[int, int]]:
    for axis, edge, inwards in (
        (0, -BEYOND, 1), (0, frame.width + BEYOND, -1), (1, -BEYOND, 1), (1, frame.height + BEYOND, -1)
    ):  # fmt: skip
        ring = list(_cut(ring, axis, edge, inwards))
    whole = [(round(x), round(y)) for x, y in ring]
    return [point for before, point in pairwise([whole[-1], *whole]) if point != before] if whole else []


def _cut(ring: list[Point], axis: int, edge: float, inwards: int) -> Iterator[Point]:
    """What of a ring lies inwards of one edge (Sutherland and Hodgman 1974)."""
    for before, point in pairwise([*ring[-1:], *ring]):
        was, is_ = ((place[axis] - edge) * inwards for place in (before, point))
        if (was < 0) != (is_ < 0):
            share = was / (was - is_)
            yield before[0] + (point[0] - before[0]) * share, before[1] + (point[1] - before[1]) * share
        if is_ >= 0:
            yield point


def _area(ring: list[tuple[int, int]]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*ring[-1:], *ring]))) / 2


def _path(ring: list[tuple[int, int]]) -> str:
    steps = " ".join(f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(ring))
    return f"M{ring[0][0]} {ring[0][1]}l{steps.replace(' -', '-')}z"
