"""A case: what was done, where, by whom, and what came of it. It may come back from a plan of this lab."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail_localize.fields import SynchronizedField

from home.blocks import Actors, Lessons, Stream
from proposals.models import Proposal

from .publication import Publication


class CasePage(Publication):
    place = models.CharField(_("place"), max_length=200, blank=True, help_text=_("As people there call it."))
    year_from = models.PositiveSmallIntegerField(_("from"), null=True, blank=True)
    year_to = models.PositiveSmallIntegerField(_("to"), null=True, blank=True)
    actors = Stream(Actors(), verbose_name=_("who took part"), blank=True)
    lessons = Stream(Lessons(), verbose_name=_("lessons"), blank=True)
    from_proposal = models.ForeignKey(
        Proposal,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="cases",
        verbose_name=_("plan it comes from"),
        limit_choices_to={"status": "published"},
    )

    content_panels = [
        *Publication.content_panels[:2],
        MultiFieldPanel(
            [
                FieldPanel("place"),
                FieldRowPanel([FieldPanel("year_from"), FieldPanel("year_to")]),
                FieldPanel("from_proposal"),
            ],
            heading=_("Where, when, from what"),
        ),
        FieldPanel("actors"),
        *Publication.content_panels[2:],
        FieldPanel("lessons"),
        *Publication.end_panels,
    ]
    override_translatable_fields = [
        *Publication.override_translatable_fields,
        SynchronizedField("year_from", overridable=False),
        SynchronizedField("year_to", overridable=False),
        SynchronizedField("from_proposal", overridable=False),
    ]
    parent_page_types = ["home.LibraryPage"]
    subpage_types: list[Any] = []
    template = "home/pages/case.html"
    read_with = (*Publication.read_with, "from_proposal__current")

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")

    def clean(self) -> None:
        super().clean()
        if self.year_from and self.year_to and self.year_to < self.year_from:
            raise ValidationError({"year_to": _("It ended before it began: change one of the two years.")})

    def streams(self) -> list[Any]:
        return [*super().streams(), self.actors, self.lessons]
