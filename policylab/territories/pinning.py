"""A map of a place on which one can press: the browser tells where, because it is the picture of a form's button.

It has one size, 320 points wide as the narrowest phone allows: were it stretched, what the browser tells could not be read.
It travels within the page, never under an address of its own: the point somebody chose would stand in a log.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import cos, radians

from django.template.loader import render_to_string

from .enums import Scale
from .maps import Frame, Point, frame_around, frame_of, land, parts_of, polygons
from .models import Shape, Territory

WIDTH = 320
# A town and its neighbours, in kilometres from the middle to the edge; a degree northward has 111.
AROUND_TOWN, DEGREE = 8, 111.2
# Names that would lie closer than this to one another, in points, are left to the list.
APART = 26
EDGE = 44


@dataclass(frozen=True)
class PinMap:
    frame: Frame
    country: str
    places: Sequence[Territory]

    def point(self, x: int, y: int) -> tuple[float, float] | None:
        """(latitude, longitude) of a press. A key pressed on the button tells the corner: that is no place."""
        if not (0 < x <= self.frame.width and 0 < y <= self.frame.height):
            return None
        longitude, latitude = self.frame.degrees(x, y)
        return round(latitude, 4), round(longitude, 4)

    def picture(self, pin: tuple[float, float] | None = None) -> str:
        """As an address that holds the picture itself."""
        drawn = self.drawn(pin)
        return f"data:image/svg+xml;base64,{base64.b64encode(drawn.encode()).decode()}"

    def drawn(self, pin: tuple[float, float] | None = None, *, numbered: bool = False) -> str:
        """`numbered`: a number at each place instead of its name, for the press, which joins no Arabic letters in a drawing."""
        shown = pin if pin and self.frame.holds(pin[1], pin[0]) else None
        context: dict[str, object] = {"frame": self.frame, "pin": self._at(shown) if shown else None}
        context |= {"numbered": numbered, **self._ground}
        return render_to_string("territories/pin_map.svg", context)

    def names(self) -> list[str]:
        """Of the places written on the map, in the order of their numbers."""
        return [name for name, _at, _side in self._names()]

    def _at(self, pin: tuple[float, float]) -> tuple[int, int]:
        x, y = self.frame.at(pin[1], pin[0])
        return round(x), round(y)

    @cached_property
    def _ground(self) -> dict[str, object]:
        return {
            "land": list(land(self.frame).values()),
            "parts": parts_of(self.country, self.frame),
            "names": self._names(),
        }

    def _names(self) -> list[tuple[str, Point, str]]:
        """Name, point, and on which side of it the name begins, so that none runs out of the picture."""
        found: list[tuple[str, Point, str]] = []
        for place in self.places:
            x, y = self.frame.at(place.longitude or 0, place.latitude or 0)
            if all(abs(y - other[1]) > 0.8 * APART or abs(x - other[0]) > 4 * APART for _name, other, _side in found):
                found.append((place.name, (round(x), round(y)), self._side(x)))
        return found

    def _side(self, x: float) -> str:
        if x < EDGE:
            return "start"
        return "end" if x > self.frame.width - EDGE else "middle"


def pin_map_of(territory: Territory) -> PinMap | None:
    """Nothing where no map of ours shows it. At most three queries."""
    country = territory.path.partition("/")[0]
    frame = _frame(territory)
    if frame is None:
        return None
    inside = Territory.objects.public().filter(
        path__startswith=country, scale=Scale.MUNICIPALITY,
        latitude__range=(frame.south, frame.north), longitude__range=(frame.west, frame.east),
    )  # fmt: skip
    # The place itself first, so that its name is written before its neighbours'.
    return PinMap(frame, country, sorted(inside, key=lambda place: (place.pk != territory.pk, place.name)))


def _frame(territory: Territory) -> Frame | None:
    if territory.scale == Scale.MUNICIPALITY and territory.latitude is not None and territory.longitude is not None:
        high = AROUND_TOWN / DEGREE
        wide = high / cos(radians(territory.latitude))
        east, north = territory.longitude, territory.latitude
        return Frame(east - wide, north - high, east + wide, north + high, WIDTH)
    region = territory.path.split("/")[1:2]
    shape = (
        Shape.objects.filter(territory__code=region[0]).values_list("geometry", flat=True).first() if region else None
    )
    if shape:
        return frame_around(polygons(shape), WIDTH)
    whole = frame_of(territory.path.partition("/")[0])
    return Frame(whole.west, whole.south, whole.east, whole.north, WIDTH) if whole else None
