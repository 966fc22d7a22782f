"""The library by its address: kind, theme, place, language."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from policylab.core.addresses import reader_language
from policylab.core.fields import Line
from policylab.territories.models import Territory
from policylab.themes.models import Theme

from .models import Publication
from .selectors.library import KINDS, of_kind, publications

LABELS = {
    "": _("All"),
    "note": _("Policy notes"),
    "toolkit": _("Toolkits"),
    "roadmap": _("Roadmaps"),
    "case": _("Cases"),
    "report": _("Reports"),
    "project": _("Projects"),
    "event": _("Events"),
}


@dataclass(frozen=True)
class Chip:
    label: Any
    url: str
    here: bool


class LibraryFilterForm(forms.Form):
    q = Line(label=_("Words in the title"), required=False)
    theme = forms.ModelChoiceField(
        None, label=_("Theme"), required=False, to_field_name="slug", empty_label=_("All themes")
    )
    territory = forms.ModelChoiceField(
        None, label=_("Place"), required=False, to_field_name="code", empty_label=_("Everywhere")
    )
    language = forms.ChoiceField(
        label=_("Written or translated in"), required=False, choices=[("", _("Any language")), *settings.LANGUAGES]
    )

    def __init__(self, data: QueryDict):
        super().__init__(data)
        for field in self.fields.values():
            field.optional_note = False
        shown = Publication.objects.public().order_by()
        paths = shown.exclude(territory=None).values_list("territory__path", flat=True).distinct()
        codes = {code for path in paths for code in path.split("/")}
        self.fields["territory"].queryset = Territory.objects.filter(code__in=codes)
        self.fields["theme"].queryset = Theme.objects.filter(publications__in=shown).distinct()


class LibraryFilter:
    """One reading of the address; what it does not understand it leaves out."""

    def __init__(self, query: QueryDict):
        self.query = query
        self.form = LibraryFilterForm(query)
        self.form.is_valid()
        self.kind = query.get("kind") if query.get("kind") in KINDS else ""

    def publications(self) -> QuerySet[Publication]:
        chosen = self.form.cleaned_data
        found = publications(chosen.get("language") or reader_language())
        if chosen.get("language"):
            found = found.filter(locale__language_code=chosen["language"])
        if self.kind:
            found = of_kind(found, self.kind)
        if chosen.get("theme"):
            found = found.filter(themes=chosen["theme"])
        if chosen.get("territory"):
            found = found.filter(territory__in=Territory.objects.within(chosen["territory"]))
        return found.filter(title__icontains=chosen["q"]) if chosen.get("q") else found

    @property
    def is_narrowed(self) -> bool:
        return bool(self.kind or any(self.form.cleaned_data.values()))

    @property
    def kept(self) -> list[tuple[str, str]]:
        return [("kind", self.kind)] if self.kind else []

    @property
    def kinds(self) -> list[Chip]:
        return [Chip(label, self._with(kind), kind == self.kind) for kind, label in LABELS.items()]

    def _with(self, kind: str) -> str:
        query = self.query.copy()
        query.pop("page", None)
        query.pop("kind", None)
        if kind:
            query["kind"] = kind
        return f"?{query.urlencode()}"
