"""A page about the lab itself: how it works, who is behind it, accessibility, privacy."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from home.blocks import Body, Stream

from .lab_page import LabPage
from .publication import words_in


class TextPage(LabPage):
    lead = models.TextField(_("lead"), max_length=300, blank=True)
    body = Stream(Body(), verbose_name=_("text"), blank=True)

    content_panels = [*LabPage.content_panels, FieldPanel("lead"), FieldPanel("body")]
    parent_page_types = ["home.HomePage"]
    subpage_types: list[Any] = []
    template = "home/pages/text.html"

    class Meta:
        verbose_name = _("page about the lab")
        verbose_name_plural = _("pages about the lab")

    @property
    def contents(self) -> list[tuple[str, str]]:
        return [(f"s-{str(block.id)[:8]}", block.value) for block in self.body if block.block_type == "heading"]

    def plain_text(self) -> str:
        found = [words for block in self.body for words in words_in(block.block.get_prep_value(block.value))]
        return "\n".join([self.lead, *found])
