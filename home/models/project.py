"""A project sheet: which programme, when, where, with whom, and what came of it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail_localize.fields import SynchronizedField

from home.blocks import Actors, Lessons, Stream
from policylab.directory.models import Organisation

from .publication import Publication


class ProjectPage(Publication):
    programme = models.CharField(_("programme"), max_length=200, blank=True, help_text=_("Who paid for it."))
    year_from = models.PositiveSmallIntegerField(_("from"), null=True, blank=True)
    year_to = models.PositiveSmallIntegerField(_("to"), null=True, blank=True)
    countries = models.CharField(_("countries"), max_length=200, blank=True)
    lead = models.CharField(_("lead partner"), max_length=200, blank=True)
    budget = models.CharField(_("budget"), max_length=200, blank=True, help_text=_("Only what a source says."))
    organisations = ParentalManyToManyField(
        Organisation,
        blank=True,
        related_name="projects",
        verbose_name=_("partners with a page here"),
        limit_choices_to={"status": "checked"},
    )
    partners = Stream(Actors(), verbose_name=_("other partners"), blank=True)
    results = Stream(Lessons(), verbose_name=_("results"), blank=True)

    content_panels = [
        *Publication.content_panels[:2],
        MultiFieldPanel(
            [
                FieldPanel("programme"),
                FieldRowPanel([FieldPanel("year_from"), FieldPanel("year_to")]),
                *(FieldPanel(name) for name in ("countries", "lead", "budget", "organisations", "partners")),
            ],
            heading=_("Programme, years, partners"),
        ),
        *Publication.content_panels[2:],
        FieldPanel("results"),
        *Publication.end_panels,
    ]
    override_translatable_fields = [
        *Publication.override_translatable_fields,
        *(SynchronizedField(name, overridable=False) for name in ("year_from", "year_to", "organisations")),
    ]
    parent_page_types = ["home.LibraryPage"]
    subpage_types: list[Any] = []
    template = "home/pages/project.html"

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")

    def clean(self) -> None:
        super().clean()
        if self.year_from and self.year_to and self.year_to < self.year_from:
            raise ValidationError({"year_to": _("It ended before it began: change one of the two years.")})

    def streams(self) -> list[Any]:
        return [*super().streams(), self.partners, self.results]
