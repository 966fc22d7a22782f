"""Organisations as points on a map: one for each place, as fine as stays legible, moved apart where they would cover each other.

A moved point keeps a line to where it belongs. The list beside the map says the same in the same order.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from math import hypot

from policylab.territories.enums import Scale
from policylab.territories.maps import Frame
from policylab.territories.models import Territory
from policylab.territories.names import folded

# More points than this are gathered by governorate or region, then by country.
MOST = 60
SMALL, LARGE = 11, 26
# The round of a thumb: no two points stand nearer than this, however small they are drawn.
REACH = 17
ROUNDS = 80


@dataclass
class Point:
    """`whole`: only those of the place itself, nothing below it. `x`, `y` are None where the map does not reach."""

    place: Territory
    country: Territory
    count: int
    whole: bool
    x: float | None = None
    y: float | None = None
    home: tuple[float, float] = (0, 0)
    url: str = ""
    size: int = field(init=False)

    def __post_init__(self) -> None:
        self.size = SMALL if self.count == 1 else min(LARGE, SMALL + 3 + self.count // 2)

    @property
    def room(self) -> int:
        return max(self.size, REACH) + 1

    @property
    def is_moved(self) -> bool:
        return self.x is not None and hypot(self.x - self.home[0], self.y - self.home[1]) > self.size


def points_of(counts: dict[str, int], frame: Frame) -> list[Point]:
    """Counts by path of places, as points in the order of their names, each country by itself."""
    grain, gathered = _gathered(counts)
    paths = {"/".join(codes[: n + 1]) for codes in map(_codes, gathered) for n in range(len(codes))}
    places = {place.path: place for place in Territory.objects.filter(path__in=paths)}
    points = [
        Point(places[path], places[_codes(path)[0]], count, _is_whole(places[path], grain))
        for path, count in gathered.items()
    ]
    for point in points:
        _put(point, places, frame)
    _spread([point for point in points if point.x is not None], frame)
    return sorted(points, key=_by_name)


def _by_name(point: Point) -> tuple[str, bool, str]:
    return folded(point.country.name), point.place != point.country, folded(point.place.name)


def _is_whole(place: Territory, grain: int) -> bool:
    """Whether more could lie below, so that the point speaks of the place alone."""
    return place.scale != Scale.MUNICIPALITY and len(_codes(place.path)) < grain


def by_country(points: Iterable[Point]) -> list[tuple[Territory, list[Point]]]:
    return [(country, list(there)) for country, there in groupby(points, key=lambda point: point.country)]


def _codes(path: str) -> list[str]:
    return path.split("/")


def _gathered(counts: dict[str, int]) -> tuple[int, Counter[str]]:
    """At the finest grain (town, region, country) that gives few enough points."""
    gathered: Counter[str] = Counter()
    for grain in (3, 2, 1):
        gathered = Counter()
        for path, count in counts.items():
            gathered["/".join(_codes(path)[:grain])] += count
        if len(gathered) <= MOST:
            return grain, gathered
    return 1, gathered


def _put(point: Point, places: dict[str, Territory], frame: Frame) -> None:
    """Where its place is; a town without a known point stands with its region."""
    codes = _codes(point.place.path)
    around = [places["/".join(codes[:n])] for n in range(len(codes), 0, -1)]
    known = next((place for place in around if place.latitude is not None), None)
    if known and frame.holds(known.longitude, known.latitude):
        point.home = point.x, point.y = frame.at(known.longitude, known.latitude)


def _spread(points: list[Point], frame: Frame) -> None:
    """Pushes apart what overlaps, a little each round, until nothing does; always the same way."""
    for _round in range(ROUNDS):
        points.sort(key=lambda point: (point.x, point.place.path))
        pushed = [_push(a, b) for n, a in enumerate(points) for b in _near(a, points[n + 1 :])]
        for point in points:
            point.x = min(max(point.x, point.room), frame.width - point.room)
            point.y = min(max(point.y, point.room), frame.height - point.room)
        if not any(pushed):
            return


def _near(point: Point, others: Iterable[Point]) -> Iterable[Point]:
    for other in others:
        if other.x - point.x > 2 * (LARGE + 1):
            return
        yield other


def _push(a: Point, b: Point) -> bool:
    across, down = b.x - a.x, b.y - a.y
    apart = hypot(across, down)
    lack = a.room + b.room - apart
    if lack < 0.5:
        return False
    # Two at the very same spot part up and down.
    across, down = (across / apart, down / apart) if apart else (0, 1)
    a.x, a.y = a.x - across * lack / 2, a.y - down * lack / 2
    b.x, b.y = b.x + across * lack / 2, b.y + down * lack / 2
    return True
