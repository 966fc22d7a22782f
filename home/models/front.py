"""The front page, one for each language."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import PagePermissionTester

from .lab_page import LabPage


class Kept(PagePermissionTester):
    """A page the lab cannot do without: edited, never deleted, moved or taken off."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return False

    def can_move(self) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_copy(self) -> bool:
        return False


class HomePage(LabPage):
    heading = models.CharField(
        _("heading"), max_length=120, blank=True, help_text=_("Empty: the lab's own words, in every language.")
    )
    lead = models.TextField(
        _("lead"), max_length=300, blank=True, help_text=_("One or two sentences under the heading; may stay empty.")
    )

    content_panels = [FieldPanel("title"), FieldPanel("heading"), FieldPanel("lead")]
    promote_panels: list[Any] = []
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["home.LibraryPage", "home.TextPage"]
    max_count = len(settings.LANGUAGES)
    template = "home/pages/front.html"

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return Kept(user, self)
