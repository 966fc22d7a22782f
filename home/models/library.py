"""The list of what is published, with filters and pages by address."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import PagePermissionTester

from .front import Kept
from .lab_page import LabPage


class LibraryPage(LabPage):
    lead = models.TextField(_("lead"), max_length=300, blank=True)

    content_panels = [FieldPanel("title"), FieldPanel("lead")]
    # Its slug is part of the menu's address, so nobody changes it.
    promote_panels: list[Any] = []
    parent_page_types = ["home.HomePage"]
    subpage_types = [
        "home.PolicyNotePage",
        "home.ToolkitPage",
        "home.CasePage",
        "home.ReportPage",
        "home.ProjectPage",
        "home.EventPage",
    ]
    max_count = len(settings.LANGUAGES)
    template = "home/pages/library.html"

    class Meta:
        verbose_name = _("library")
        verbose_name_plural = _("libraries")

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return Kept(user, self)
