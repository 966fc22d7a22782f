"""What can be narrowed: by kind, place, language, each with how many there would be."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from policylab.core import registries

from .places import above, place_name
from .query import Facts, Query, is_within

MOST_PLACES = 12


@dataclass(frozen=True)
class Chip:
    label: Any
    url: str
    here: bool
    count: int


class Facets:
    """`address(name, value)` is the page with one filter changed."""

    def __init__(self, counts: Counter[Facts], query: Query, address: Callable[[str, str], str]):
        self.counts, self.query, self.address = counts, query, address
        self.languages_named = dict(settings.LANGUAGES)

    def kinds(self) -> list[Chip]:
        counted = self._counted("kind", lambda facts: [facts.kind])
        return self._chips("kind", counted, kind_name, self._most_first(counted))

    def languages(self) -> list[Chip]:
        counted = self._counted("language", lambda facts: [facts.language])
        known = [code for code in self.languages_named if code in counted]
        return self._chips("language", counted, self.languages_named.__getitem__, known)

    def places(self, names: dict[str, str]) -> list[Chip]:
        """From the country down: the places the chosen one lies in, itself, and the next smaller ones."""
        counted = self._counted("territory", lambda facts: above(facts.territory))
        return self._chips("territory", counted, lambda path: place_name(path, names), self._offered(counted))

    def places_offered(self) -> list[str]:
        return self._offered(self._counted("territory", lambda facts: above(facts.territory)))

    def _offered(self, counted: Counter[str]) -> list[str]:
        chosen = self.query.territory
        depth = chosen.count("/") + 1 if chosen else 0
        smaller = [path for path in counted if path.count("/") == depth and is_within(path, chosen)]
        within = self._most_first(Counter({path: counted[path] for path in smaller}))[:MOST_PLACES]
        return [*above(chosen), *within]

    def _counted(self, name: str, values: Callable[[Facts], Iterable[str]]) -> Counter[str]:
        """How many there are under each value, with the other filters as they are."""
        others, counted = replace(self.query, **{name: ""}), Counter[str]()
        for facts, number in self.counts.items():
            if others.fits(facts):
                for value in values(facts):
                    counted[value] += number
        self._all = sum(number for facts, number in self.counts.items() if others.fits(facts))
        return counted

    def _most_first(self, counted: Counter[str]) -> list[str]:
        return sorted(counted, key=lambda value: (-counted[value], value))

    def _chips(
        self, name: str, counted: Counter[str], label: Callable[[str], Any], values: Iterable[str]
    ) -> list[Chip]:
        """Nothing where there is nothing to choose."""
        chosen = getattr(self.query, name)
        chips = [Chip(label(value), self.address(name, value), value == chosen, counted[value]) for value in values]
        if not chosen and len(chips) < 2:
            return []
        return [Chip(_("All"), self.address(name, ""), not chosen, self._all), *chips]


def kind_name(kind: str) -> str:
    return capfirst(str(registries.kind_names.get(kind, kind)))
