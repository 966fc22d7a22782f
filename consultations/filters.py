"""The list of consultations by its address."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from policylab.core.clock import Stage
from policylab.core.fields import Line
from policylab.territories.models import Territory
from policylab.themes.models import Theme
from proposals.filters import PlanFilter
from proposals.models import Proposal

from .enums import ConsultationStatus, Level
from .models import Consultation, ConsultationText
from .selectors import at_stage, places_asked, with_rows

STAGES = {
    "": _("All"),
    Stage.OPEN: _("Open now"),
    Stage.UPCOMING: _("To come"),
    Stage.CLOSED: _("Closed"),
}


class PlansOfConsultation(PlanFilter):
    """The plans of one consultation, by college and in an order, by the address."""

    def __init__(self, query: QueryDict, consultation: Consultation):
        query = query.copy()
        query.pop("round", None)  # that of the consultation, whatever the address says
        super().__init__(query)
        self.consultation = consultation

    def plans(self) -> QuerySet[Proposal]:
        return super().plans().filter(round=self.consultation.round_id)

    def _with(self, **changes: str) -> str:
        """From any page of the consultation to its list of plans."""
        return reverse("consultations:plans", args=[self.consultation.ref]) + super()._with(**changes)


@dataclass(frozen=True)
class Chip:
    label: Any
    url: str
    here: bool


class ConsultationFilterForm(forms.Form):
    q = Line(label=_("Words in the title"), required=False)
    territory = forms.ModelChoiceField(
        None, label=_("Place"), required=False, to_field_name="code", empty_label=_("Everywhere")
    )
    theme = forms.ModelChoiceField(
        None, label=_("Theme"), required=False, to_field_name="slug", empty_label=_("All themes")
    )
    level = forms.ChoiceField(label=_("Promise"), required=False, choices=[("", _("Any")), *Level.choices])

    def __init__(self, data: QueryDict):
        super().__init__(data)
        for field in self.fields.values():
            field.optional_note = False
        self.fields["territory"].queryset = places_asked()
        self.fields["theme"].queryset = Theme.objects.public()


class ConsultationFilter:
    """One reading of the address; what it does not understand it leaves out."""

    def __init__(self, query: QueryDict, now: datetime):
        self.query, self.now = query, now
        self.form = ConsultationFilterForm(query)
        self.form.is_valid()
        self.stage = query.get("stage") if query.get("stage") in STAGES else ""

    def consultations(self) -> QuerySet[Consultation]:
        chosen, found = self.form.cleaned_data, Consultation.objects.public()
        if self.stage:
            found = self._at_stage(found)
        if chosen.get("territory"):
            found = found.filter(territory__in=Territory.objects.within(chosen["territory"]))
        if chosen.get("theme"):
            found = found.filter(themes=chosen["theme"])
        if chosen.get("level"):
            found = found.filter(level=chosen["level"])
        if chosen.get("q"):
            named = ConsultationText.objects.filter(title__icontains=chosen["q"])
            found = found.filter(pk__in=named.values("consultation"))
        return with_rows(found).order_by("-opened_at", "-pk")

    def _at_stage(self, found: QuerySet[Consultation]) -> QuerySet[Consultation]:
        """A cancelled one is closed, whatever its dates say; a paused one is not open now."""
        cancelled, at_stage_now = Q(status=ConsultationStatus.CANCELLED), at_stage(self.stage, self.now)
        if self.stage == Stage.CLOSED:
            return found.filter(cancelled | at_stage_now)
        found = found.filter(at_stage_now).exclude(cancelled)
        return found.filter(round__paused_at=None) if self.stage == Stage.OPEN else found

    @property
    def is_narrowed(self) -> bool:
        return bool(self.stage or any(self.form.cleaned_data.values()))

    @property
    def kept(self) -> list[tuple[str, str]]:
        return [("stage", self.stage)] if self.stage else []

    @property
    def stages(self) -> list[Chip]:
        return [Chip(label, self._with(stage), stage == self.stage) for stage, label in STAGES.items()]

    def _with(self, stage: str) -> str:
        query = self.query.copy()
        query.pop("page", None)
        query.pop("stage", None)
        if stage:
            query["stage"] = stage
        return f"?{query.urlencode()}"
