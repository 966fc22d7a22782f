"""The curated list of themes is a file; loading it again changes only what the file changed."""

import csv
from pathlib import Path

from django.db import transaction

from policylab.core.named import LANGUAGES

from .models import Theme

LIST = Path(__file__).parent / "data" / "themes.csv"
NAMES = [f"name_{code}" for code in LANGUAGES]


@transaction.atomic
def load_themes(*, file: Path = LIST) -> int:
    """The themes of the file, in its order; returns how many. A theme the file no longer has stays: things may bear it."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    themes = [
        Theme(slug=row["slug"], position=place, **{name: row[name] for name in NAMES})
        for place, row in enumerate(rows, 1)
    ]
    Theme.objects.bulk_create(themes, update_conflicts=True, unique_fields=["slug"], update_fields=[*NAMES, "position"])
    return len(themes)
