"""Places as people look for them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language

from policylab.core.named import FALLBACK, LANGUAGES

from .enums import Scale
from .models import Territory
from .names import folded

OFFERED = 8
COMMA = re.compile("[,،]")


@dataclass(frozen=True)
class Place:
    """A place as a line to choose: «Sakiet Ezzit, Sfax, Tunisie», unique because the places above it are named."""

    code: str
    scale: str
    label: str
    keys: frozenset[str]

    @property
    def kind(self) -> str:
        """«Tunis, Tunis, Tunisie» and «Tunisie» are the same word in Arabic: what each is tells them apart."""
        return str(Scale(self.scale).label)


@dataclass(frozen=True)
class Places:
    """The places one may choose from, in the reader's language."""

    all: list[Place]

    def resolve(self, text: str) -> tuple[Place | None, list[Place]]:
        """The one place meant by a code, a line of the list or a name; else those it may be.

        A bare name means the municipality before the governorate of the same name, but not before the country: «تونس» is
        Tunisia and its capital, and only who lives there knows which. A line of the list in another
        language («Gabès, Tunisie» on an English page) is known by what stands before the comma.
        """
        wanted = folded(text)
        if not wanted:
            return None, []
        exact = [place for place in self.all if text == place.code or folded(place.label) == wanted]
        if [place.scale for place in exact] == [Scale.COUNTRY] and text != exact[0].code:
            exact += [place for place in self.all if place.scale == Scale.MUNICIPALITY and wanted in place.keys]
            if len(exact) > 1:
                return None, exact[::-1]
        first = folded(COMMA.split(text)[0]) or wanted
        named = exact or [place for place in self.all if wanted in place.keys or first in place.keys]
        smallest = [place for place in named if place.scale == Scale.MUNICIPALITY] or named
        if len(smallest) == 1:
            return smallest[0], []
        return None, (smallest or self.near(first))[:OFFERED]

    def near(self, wanted: str) -> list[Place]:
        """Names that begin so, then names that hold each of its words."""
        words = wanted.split()
        first = [place for place in self.all if any(key.startswith(wanted) for key in place.keys)]
        inside = [place for place in self.all if all(any(word in key for key in place.keys) for word in words)]
        return list(dict.fromkeys([*first, *inside]))


def names_of(codes: Iterable[str]) -> dict[str, str]:
    """Names of places in the reader's language, for lists of codes."""
    return {place.code: place.name for place in Territory.objects.filter(code__in=list(codes))}


def places_to_choose(*, scales: Iterable[str] | None = None) -> Places:
    """One query; `scales` keeps only some of them."""
    language = (get_language() or "fr")[:2]
    names = [f"name_{code}" for code in LANGUAGES]
    rows = {
        row["code"]: row for row in Territory.objects.public().order_by("path").values("code", "path", "scale", *names)
    }
    kept = set(scales) if scales else set(Scale.values)
    order = [code for code in (language, *FALLBACK) if code in LANGUAGES]
    comma = "، " if language == "ar" else ", "

    def label(path: str) -> str:
        chain = [rows[code] for code in reversed(path.split("/")) if code in rows]
        return comma.join(next(row[f"name_{code}"] for code in order if row[f"name_{code}"]) for row in chain)

    return Places(
        [
            Place(code, row["scale"], label(row["path"]), frozenset(folded(row[name]) for name in names))
            for code, row in rows.items()
            if row["scale"] in kept
        ]
    )
