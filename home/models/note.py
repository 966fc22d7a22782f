"""A policy note: what is known, what follows, what to ask. A consultation may be opened on it."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField

from .publication import Publication


class PolicyNotePage(Publication):
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True, help_text=_("In its series."))

    content_panels = [
        *Publication.content_panels[:1],
        FieldPanel("number"),
        *Publication.content_panels[1:],
        *Publication.end_panels,
    ]
    override_translatable_fields = [
        *Publication.override_translatable_fields,
        SynchronizedField("number", overridable=False),
    ]
    parent_page_types = ["home.LibraryPage"]
    subpage_types: list[Any] = []
    template = "home/pages/note.html"

    class Meta:
        verbose_name = _("policy note")
        verbose_name_plural = _("policy notes")
