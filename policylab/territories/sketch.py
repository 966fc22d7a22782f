"""Where a place lies, on a small map: its country among its neighbours, the part that is meant, and points."""

from collections.abc import Iterable
from dataclasses import dataclass

from .maps import Frame, Point, frame_of, land, outline, polygons
from .models import Shape, Territory


@dataclass(frozen=True)
class Sketch:
    frame: Frame
    around: list[str]
    country: str
    here: str = ""
    points: tuple[Point, ...] = ()


def sketch_of(territory: Territory, marked: Iterable[Territory] = ()) -> Sketch | None:
    """`marked` are places in it. A municipality has no outline: its governorate is shown, and itself as a point.

    Nothing where the country is on none of our maps. One query, and none for a country.
    """
    code = territory.path.partition("/")[0]
    frame = frame_of(code)
    if frame is None:
        return None
    paths, region = dict(land(frame)), territory.path.split("/")[1:2]
    shapes = Shape.objects.filter(territory__code=region[0]).values_list("geometry", flat=True) if region else []
    spots = [territory] if territory.path.count("/") > 1 else marked
    points = [
        frame.at(one.longitude, one.latitude) for one in spots if one.longitude is not None and one.latitude is not None
    ]
    here = next((outline(frame, polygons(shape)) for shape in shapes), "")
    return Sketch(frame, [path for known, path in paths.items() if known != code], paths[code], here, tuple(points))
