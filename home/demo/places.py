"""Places, themes, and the places of the demo that the lists do not have."""

from pathlib import Path
from typing import Any

import yaml

from policylab.core.named import LANGUAGES
from policylab.territories.models import Territory
from policylab.territories.services import import_territories
from policylab.themes.services import load_themes

MISSING = Path(__file__).parent / "places.yaml"


def load_places() -> None:
    import_territories()
    load_themes()
    for row in yaml.safe_load(MISSING.read_text(encoding="utf-8")):
        _add(row)


def _add(row: dict[str, Any]) -> None:
    above = Territory.objects.get(code=row["in"]) if "in" in row else None
    latitude, longitude = row.get("at", (None, None))
    place = {
        "parent": above,
        "path": f"{above.path}/{row['code']}" if above else row["code"],
        "scale": row["scale"],
        "latitude": latitude,
        "longitude": longitude,
        "source": "policylab demo",
    }
    names = {f"name_{code}": name for code, name in zip(LANGUAGES, row["names"], strict=True)}
    Territory.objects.update_or_create(code=row["code"], defaults={**names, **place})
