"""Places are read from files that a deployment can replace; reading them again changes only what the files changed."""

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import transaction

from policylab.core.named import LANGUAGES

from .enums import Scale
from .models import Shape, Territory

DATA = Path(__file__).parent / "data"
# From the country down: a place needs the path of the one above it.
LEVELS = ((Scale.COUNTRY,), (Scale.GOVERNORATE, Scale.REGION), (Scale.MUNICIPALITY,))
NAMES = [f"name_{code}" for code in LANGUAGES]
CHANGED = [*NAMES, "parent", "path", "scale", "latitude", "longitude", "source"]


@transaction.atomic
def import_territories(*, folder: Path = DATA) -> tuple[int, int]:
    """Places of `territories.csv` and outlines of `shapes/`; returns how many of each. What is in no file stays as it is."""
    with (folder / "territories.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for scales in LEVELS:
        _write_places([row for row in rows if row["scale"] in scales])
    return len(rows), _write_shapes(sorted((folder / "shapes").glob("*.geojson")))


def _write_places(rows: Iterable[dict[str, str]]) -> None:
    above = {place.code: place for place in Territory.objects.only("pk", "code", "path")}
    places = [_place(row, above[row["parent"]] if row["parent"] else None) for row in rows]
    Territory.objects.bulk_create(places, update_conflicts=True, unique_fields=["code"], update_fields=CHANGED)


def _place(row: dict[str, str], parent: Territory | None) -> Territory:
    return Territory(
        code=row["code"],
        parent=parent,
        path=f"{parent.path}/{row['code']}" if parent else row["code"],
        scale=row["scale"],
        latitude=float(row["latitude"]) if row["latitude"] else None,
        longitude=float(row["longitude"]) if row["longitude"] else None,
        source=row["source"],
        **{name: row[name] for name in NAMES},
    )


def _write_shapes(files: Iterable[Path]) -> int:
    """Outlines of places we know; the map of the region has neighbours that are no places of ours."""
    known = dict(Territory.objects.values_list("code", "pk"))
    found: dict[str, Any] = {}
    for file in files:
        for feature in json.loads(file.read_text(encoding="utf-8"))["features"]:
            found[feature["properties"]["code"]] = feature["geometry"]
    shapes = [Shape(territory_id=known[code], geometry=geometry) for code, geometry in found.items() if code in known]
    Shape.objects.bulk_create(shapes, update_conflicts=True, unique_fields=["territory"], update_fields=["geometry"])
    return len(shapes)
