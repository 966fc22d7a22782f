"""An event or a piece of news: on which day, where, by whom. Dates, not hours: most sources give no more."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail_localize.fields import SynchronizedField

from .publication import Publication


class EventPage(Publication):
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True, help_text=_("Empty where it is one day."))
    place = models.CharField(_("place"), max_length=200, blank=True, help_text=_("As people there call it."))
    is_online = models.BooleanField(_("online"), default=False)
    organiser = models.CharField(_("organiser"), max_length=200, blank=True)
    link = models.URLField(_("where to learn more"), max_length=500, blank=True)

    content_panels = [
        *Publication.content_panels[:2],
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                FieldRowPanel([FieldPanel("place"), FieldPanel("is_online")]),
                FieldPanel("organiser"),
                FieldPanel("link"),
            ],
            heading=_("When, where, by whom"),
        ),
        *Publication.content_panels[2:],
        *Publication.end_panels,
    ]
    override_translatable_fields = [
        *Publication.override_translatable_fields,
        *(SynchronizedField(name, overridable=False) for name in ("starts_on", "ends_on", "is_online")),
        SynchronizedField("link"),
    ]
    parent_page_types = ["home.LibraryPage"]
    subpage_types: list[Any] = []
    template = "home/pages/event.html"

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def clean(self) -> None:
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("It ended before it began: change one of the two days.")})
