"""A toolkit and its roadmaps: how something that worked in one place can be done in another."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel

from home.blocks import Conditions, Phases, Risks, Stream

from .publication import Publication


class ToolkitPage(Publication):
    content_panels = [*Publication.content_panels, *Publication.end_panels]
    parent_page_types = ["home.LibraryPage"]
    subpage_types = ["home.RoadmapPage"]
    template = "home/pages/toolkit.html"

    class Meta:
        verbose_name = _("toolkit")
        verbose_name_plural = _("toolkits")


class RoadmapPage(Publication):
    """Phases with actors, resources, activities, actions and questions; conditions around; risks and how to cope."""

    phases = Stream(Phases(), verbose_name=_("phases"), blank=True)
    conditions = Stream(Conditions(), verbose_name=_("conditions around it"), blank=True)
    risks = Stream(Risks(), verbose_name=_("risks"), blank=True)
    case = models.ForeignKey(
        "wagtailcore.Page",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("case it is drawn from"),
    )

    content_panels = [
        *Publication.content_panels,
        FieldPanel("phases"),
        FieldPanel("conditions"),
        FieldPanel("risks"),
        PageChooserPanel("case", "home.CasePage"),
        *Publication.end_panels,
    ]
    parent_page_types = ["home.ToolkitPage"]
    subpage_types: list[Any] = []
    template = "home/pages/roadmap.html"
    read_with = (*Publication.read_with, "case")

    class Meta:
        verbose_name = _("roadmap")
        verbose_name_plural = _("roadmaps")

    def streams(self) -> list[Any]:
        return [*super().streams(), self.phases, self.conditions, self.risks]
