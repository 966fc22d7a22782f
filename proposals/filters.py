"""The list of plans by its address: filters, orders, and the links that change one of them."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from policylab.core import registries
from policylab.directory.enums import College
from policylab.directory.models import Organisation
from policylab.territories.models import Territory
from policylab.themes.models import Theme

from .enums import ProposalStatus
from .models import Proposal, Round, Version
from .selectors import with_words
from .words import round_title

ORDERS = {
    "newest": (_("Newest"), ["-published_at", "-id"]),
    "supported": (_("Most supported"), ["-supports_count", "-published_at", "-id"]),
    "discussed": (_("Most discussed"), ["-comments_count", "-published_at", "-id"]),
}
STATUSES = {"": (_("Standing"), ProposalStatus.PUBLISHED), "withdrawn": (_("Withdrawn"), ProposalStatus.WITHDRAWN)}


@dataclass(frozen=True)
class Chip:
    label: Any
    url: str
    here: bool
    college: str = ""


class PlanFilterForm(forms.Form):
    """What has many values is chosen from lists; the rest are links (chips)."""

    territory = forms.ModelChoiceField(
        None, label=_("Place"), required=False, to_field_name="code", empty_label=_("Everywhere")
    )
    theme = forms.ModelChoiceField(
        None, label=_("Theme"), required=False, to_field_name="slug", empty_label=_("All themes")
    )
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("All languages")), *settings.LANGUAGES]
    )

    def __init__(self, data: QueryDict):
        super().__init__(data)
        for field in self.fields.values():
            field.optional_note = False
        self.fields["territory"].queryset = Territory.objects.filter(pk__in=Round.objects.values("territory"))
        self.fields["theme"].queryset = Theme.objects.public()


class PlanFilter:
    """One reading of the address; what it does not understand it leaves out."""

    def __init__(self, query: QueryDict):
        self.query = query
        self.form = PlanFilterForm(query)
        self.form.is_valid()
        self.order = query.get("order") if query.get("order") in ORDERS else "newest"
        self.college = query.get("college") if query.get("college") in College.values else ""
        self.status = query.get("status") if query.get("status") in STATUSES else ""

    @cached_property
    def round(self) -> Round | None:
        ref = self.query.get("round", "")[:10]
        return Round.objects.filter(ref=ref).select_related("asked_by", "territory").first() if ref.isalnum() else None

    @cached_property
    def round_title(self) -> registries.TrailLink | None:
        return round_title(self.round) if self.round else None

    def plans(self) -> QuerySet[Proposal]:
        chosen = self.form.cleaned_data
        found = Proposal.objects.filter(status=STATUSES[self.status][1])
        if self.query.get("round"):
            found = found.filter(round=self.round) if self.round else found.none()
        if chosen.get("territory"):
            found = found.filter(
                round__in=Round.objects.filter(territory__in=Territory.objects.within(chosen["territory"]))
            )
        if chosen.get("theme"):
            found = found.filter(
                pk__in=Proposal.themes.through.objects.filter(theme=chosen["theme"]).values("proposal")
            )
        if chosen.get("language"):
            found = found.filter(current__in=Version.objects.filter(language=chosen["language"]))
        if self.college:
            found = found.filter(_of_college(College(self.college)))
        return found.order_by(*ORDERS[self.order][1])

    def page(self, size: int) -> Page:
        """Which plans stand on it is read from an index alone; their words are fetched for these few only."""
        page = Paginator(self.plans().values_list("pk", flat=True), size).get_page(self.query.get("page"))
        rows = with_words(Proposal.objects.filter(pk__in=list(page.object_list)))
        page.object_list = rows.order_by(*ORDERS[self.order][1])
        return page

    @property
    def is_narrowed(self) -> bool:
        return bool(self.college or self.status or self.query.get("round") or any(self.form.cleaned_data.values()))

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What a search in the lists must not forget."""
        return [(name, self.query[name]) for name in ("order", "college", "status", "round") if self.query.get(name)]

    @property
    def orders(self) -> list[Chip]:
        return [Chip(label, self._with(order=key), key == self.order) for key, (label, _by) in ORDERS.items()]

    @property
    def colleges(self) -> list[Chip]:
        every = Chip(_("Everybody"), self._with(college=""), not self.college)
        return [every, *(Chip(key.label, self._with(college=key), key == self.college, key) for key in College)]

    @property
    def statuses(self) -> list[Chip]:
        return [Chip(label, self._with(status=key), key == self.status) for key, (label, _status) in STATUSES.items()]

    def _with(self, **changes: str) -> str:
        query = self.query.copy()
        for name in [*changes, "page"]:
            query.pop(name, None)
        for name, value in changes.items():
            if value and not (name == "order" and value == "newest"):
                query[name] = value
        return f"?{query.urlencode()}"


def _of_college(college: College) -> Q:
    bodies = Q(organisation__in=Organisation.objects.in_college(college))
    return bodies | Q(organisation=None) if college == College.CITIZEN else bodies
