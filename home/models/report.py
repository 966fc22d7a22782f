"""A report, study or guide: mostly the record of a document published elsewhere."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail_localize.fields import SynchronizedField

from .publication import Publication


class ReportPage(Publication):
    pages = models.PositiveSmallIntegerField(_("number of pages"), null=True, blank=True)
    languages = models.CharField(
        _("languages it can be read in"), max_length=200, blank=True, help_text=_("Leave empty what is not known.")
    )

    content_panels = [
        *Publication.content_panels[:2],
        FieldRowPanel([FieldPanel("pages"), FieldPanel("languages")]),
        *Publication.content_panels[2:],
        *Publication.end_panels,
    ]
    override_translatable_fields = [
        *Publication.override_translatable_fields,
        SynchronizedField("pages", overridable=False),
    ]
    parent_page_types = ["home.LibraryPage"]
    subpage_types: list[Any] = []
    template = "home/pages/report.html"

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
