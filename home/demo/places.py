"""Places, themes, and the one village of the demo that the lists do not have."""

from policylab.territories.enums import Scale
from policylab.territories.models import Territory
from policylab.territories.services import import_territories
from policylab.themes.services import load_themes

BEITILLU = {
    "name_ar": "بيتللو",
    "name_en": "Beitillu",
    "name_es": "Beitillu",
    "name_fr": "Beitillu",
    "name_it": "Beitillu",
}


def load_places() -> None:
    """The code of Beitillu is ours: it is in no list we have (territories/data/README.md, "Missing or doubtful", 4)."""
    import_territories()
    load_themes()
    above = Territory.objects.get(code="PS-RBH")
    Territory.objects.update_or_create(
        code="PS-RBH-beitillu",
        defaults={
            **BEITILLU,
            "parent": above,
            "path": f"{above.path}/PS-RBH-beitillu",
            "scale": Scale.MUNICIPALITY,
            "source": "policylab demo",
        },
    )
