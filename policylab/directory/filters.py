"""The directory by its address: what list and map are narrowed by, and the links that change one of it."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from policylab.core.fields import Line
from policylab.territories.models import Territory
from policylab.themes.models import Theme

from .enums import College, OrganisationKind, college_of
from .models import Organisation
from .selectors import count_by, in_order_of_name, places_of, public_organisations, with_rows

# Citizens are a college of persons: no body counts in it.
COLLEGES = (College.PUBLIC, College.SSE)


@dataclass(frozen=True)
class Chip:
    label: Any
    url: str
    here: bool
    count: int | None = None
    college: str = ""


class ListsForm(forms.Form):
    """What has many values is chosen from lists; the rest are links (chips)."""

    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All kinds")), *OrganisationKind.choices])
    theme = forms.ModelChoiceField(
        None, label=_("Theme"), required=False, to_field_name="slug", empty_label=_("All themes")
    )

    def __init__(self, data: QueryDict):
        super().__init__(data)
        for field in self.fields.values():
            field.optional_note = False
        about = Organisation.themes.through.objects.filter(organisation__in=Organisation.objects.public())
        self.fields["theme"].queryset = Theme.objects.public().filter(pk__in=about.values("theme"))


class AddressForm(ListsForm):
    """All that an address can say; what makes no sense in it is left out."""

    q = Line(required=False, max_length=200)
    college = forms.ChoiceField(required=False, choices=[(college, college.label) for college in COLLEGES])
    place = forms.CharField(required=False, max_length=80)
    whole = forms.BooleanField(required=False)


class DirectoryFilter:
    """One reading of the address."""

    def __init__(self, query: QueryDict):
        self.lists = ListsForm(query)
        form = AddressForm(query)
        form.is_valid()
        said = form.cleaned_data
        self.words, self.kind, self.college = (said.get(name, "") for name in ("q", "kind", "college"))
        self.theme: str = said["theme"].slug if said.get("theme") else ""
        code = said.get("place", "")
        self.place = Territory.objects.select_related("parent").filter(code=code).first() if code else None
        self.whole = bool(self.place and said.get("whole"))

    def organisations(self, **instead: Any) -> QuerySet[Organisation]:
        """Those it leaves; `kind=""` asks what there would be without that filter."""
        chosen = {name: getattr(self, name) for name in ("words", "kind", "college", "theme", "place", "whole")}
        return public_organisations(**(chosen | instead))

    def page(self, number: Any, size: int) -> Page:
        """Who stands on it is sorted by key alone; words are fetched for these few only."""
        keys = in_order_of_name(self.organisations()).values_list("pk", flat=True)
        page = Paginator(keys, size).get_page(number)
        rows = with_rows(Organisation.objects.filter(pk__in=list(page.object_list)))
        page.object_list = in_order_of_name(rows)
        return page

    @property
    def is_narrowed(self) -> bool:
        return bool(self._said)

    # --- addresses --------------------------------------------------------------------------------------------------
    @property
    def _said(self) -> dict[str, str]:
        said = {"q": self.words, "kind": self.kind, "college": self.college, "theme": self.theme}
        said |= {"place": self.place.code if self.place else "", "whole": "on" if self.whole else ""}
        return {name: value for name, value in said.items() if value}

    def query(self, **changes: str) -> str:
        """«?place=TN&kind=…» with these changes; nothing where nothing is chosen."""
        address = QueryDict(mutable=True)
        address.update({name: value for name, value in (self._said | changes).items() if value})
        return f"?{address.urlencode()}" if address else "?"

    def kept(self, *changed: str) -> list[tuple[str, str]]:
        """What a form that changes these must not forget."""
        return [(name, value) for name, value in self._said.items() if name not in changed]

    @property
    def kept_by_search(self) -> list[tuple[str, str]]:
        return self.kept("q")

    @property
    def kept_by_lists(self) -> list[tuple[str, str]]:
        return self.kept("kind", "theme")

    # --- what can be chosen -----------------------------------------------------------------------------------------
    @property
    def colleges(self) -> list[Chip]:
        counts: Counter[College | None] = Counter()
        for kind, count in count_by(self.organisations(college=""), "kind").items():
            counts[college_of(kind)] += count
        chips = [Chip(_("All"), self.query(college=""), not self.college, sum(counts.values()))]
        return chips + [
            Chip(college.label, self.query(college=college), self.college == college, counts[college], college)
            for college in COLLEGES
            if counts[college]
        ]

    @cached_property
    def by_place(self) -> dict[str, int]:
        """Path -> how many of those it leaves are there: what the map shows."""
        return count_by(self.organisations(), "territory__path")

    @property
    def places(self) -> list[Chip]:
        """The way back up, then one step further down; a country's own bodies are a step too."""
        up = [self.place.parent, self.place] if self.place else []
        chips = [Chip(_("Everywhere"), self.query(place="", whole=""), self.place is None)]
        chips += [
            Chip(place.name, self.query(place=place.code, whole=""), place == self.place and not self.whole)
            for place in up
            if place
        ]
        counts = count_by(self.organisations(whole=False), "territory__path") if self.whole else self.by_place
        below = places_of(counts, self.place)
        own = counts.get(self.place.path, 0) if self.place else 0
        if self.place and own and (below or self.whole):
            chips.append(Chip(_("Town not given"), self.query(whole="on"), self.whole, own))
        return chips + [Chip(at.name, self.query(place=at.code, whole=""), False, n) for at, n in below.items()]
