"""Places, themes, and the places of the demo that the lists do not have."""

from policylab.territories.enums import Scale
from policylab.territories.models import Territory
from policylab.territories.services import import_territories
from policylab.themes.services import load_themes

# code -> (code above, names). Beitillu's code is ours: it is in no list we have (territories/data/README.md, "Missing or
# doubtful", 4); Scandicci's is ISTAT's.
MISSING = {
    "PS-RBH-beitillu": (
        "PS-RBH",
        {"ar": "بيتللو", "en": "Beitillu", "es": "Beitillu", "fr": "Beitillu", "it": "Beitillu"},
    ),
    "IT-048041": (
        "IT-52",
        {"ar": "سكانديتشي", "en": "Scandicci", "es": "Scandicci", "fr": "Scandicci", "it": "Scandicci"},
    ),
}


def load_places() -> None:
    import_territories()
    load_themes()
    for code, (above, names) in MISSING.items():
        _add(code, Territory.objects.get(code=above), names)


def _add(code: str, above: Territory, names: dict[str, str]) -> None:
    told = {f"name_{language}": name for language, name in names.items()}
    place = {"parent": above, "path": f"{above.path}/{code}", "scale": Scale.MUNICIPALITY, "source": "policylab demo"}
    Territory.objects.update_or_create(code=code, defaults={**told, **place})
