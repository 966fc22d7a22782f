"""In the editor a place or a plan is found by its name: a list of 529 places, with Tunis in it twice, or of all plans of all
towns helps nobody."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView, ChosenView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets.chooser import BaseChooser

from policylab.territories.names import folded
from policylab.territories.selectors import places_to_choose
from proposals.models import Proposal

# --- places ---------------------------------------------------------------------------------------------------------


class NameFilter(BaseFilterForm):
    q = forms.CharField(label=_("Name of the place"), required=False, max_length=200)

    def filter(self, objects: Any) -> Any:
        self.search_query = self.cleaned_data.get("q") or ""
        wanted = folded(self.search_query)
        if not wanted:
            return objects
        self.is_searching = True
        return objects.filter(code__in=[place.code for place in places_to_choose().near(wanted)])


class _Places:
    """With the places above each, so that a town and its governorate of the same name are told apart."""

    filter_form_class = NameFilter

    def get_object_list(self) -> Any:
        return self.model_class.objects.public()  # type: ignore[attr-defined]

    @cached_property
    def labels(self) -> dict[str, str]:
        return {place.code: place.label for place in places_to_choose().all}

    @property
    def columns(self) -> list[Column]:
        scale = Column("scale", label=_("Kind"), accessor=lambda place: place.get_scale_display())
        where = Column("where", label=_("Where"), accessor=lambda place: self.labels.get(place.code, ""))
        return [*super().columns, where, scale]  # type: ignore[misc]


class ChoosePlace(_Places, ChooseView):
    pass


class ChoosePlaceResults(_Places, ChooseResultsView):
    pass


class PlaceChooser(ChooserViewSet):
    model = "territories.Territory"
    icon = "site"
    choose_one_text = _("Choose a place")
    choose_another_text = _("Choose another place")
    choose_view_class = ChoosePlace
    choose_results_view_class = ChoosePlaceResults
    per_page = 12


# --- plans ----------------------------------------------------------------------------------------------------------
class TitleFilter(BaseFilterForm):
    q = forms.CharField(label=_("Words in the title"), required=False, max_length=200)

    def filter(self, objects: Any) -> Any:
        self.search_query = clean_words(self.cleaned_data.get("q"))
        if not self.search_query:
            return objects
        self.is_searching = True
        return objects.filter(current__title__icontains=self.search_query)


def clean_words(typed: str | None) -> str:
    """PostgreSQL takes no NUL."""
    return (typed or "").replace("\x00", "").strip()


def title_of(plan: Proposal) -> str:
    return plan.current.title if plan.current else str(plan)


class _Plans:
    filter_form_class = TitleFilter

    def get_object_list(self) -> Any:
        plans = Proposal.objects.standing().select_related("current", "round__territory")
        return plans.order_by("-published_at", "-pk")

    @property
    def columns(self) -> list[Column]:
        title = self.title_column  # type: ignore[attr-defined]
        title.accessor = title_of
        return [title, Column("where", label=_("Where"), accessor=lambda plan: plan.round.territory.name)]


class ChoosePlan(_Plans, ChooseView):
    pass


class ChoosePlanResults(_Plans, ChooseResultsView):
    pass


class ChosenPlan(ChosenView):
    def get_display_title(self, instance: Proposal) -> str:
        return title_of(instance)


class PlanWidget(BaseChooser):
    def get_display_title(self, instance: Proposal) -> str:
        return title_of(instance)


class PlanChooser(ChooserViewSet):
    model = "proposals.Proposal"
    icon = "form"
    choose_one_text = _("Choose a plan")
    choose_another_text = _("Choose another plan")
    choose_view_class = ChoosePlan
    choose_results_view_class = ChoosePlanResults
    chosen_view_class = ChosenPlan
    base_widget_class = PlanWidget
    per_page = 12
