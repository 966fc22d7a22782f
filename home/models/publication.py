"""What everything in the library has in common, in a table of its own.

Their list filters by kind, theme, place and language in one query, whatever the number of kinds.
"""

import math
from collections.abc import Iterator
from typing import Any

from django import forms
from django.db import models
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail_localize.fields import SynchronizedField

from home.blocks import FEATURES, Body, Brief, Figures, Related, Sources, Stream
from policylab.territories.models import Territory
from policylab.themes.models import Theme

from .lab_page import SAME_EVERYWHERE, LabPage, open_to_all

WORDS_A_MINUTE = 180


class PublicationQuerySet(PageQuerySet):
    def public(self) -> "PublicationQuerySet":
        return open_to_all(self)


PublicationManager = PageManager.from_queryset(PublicationQuerySet)


class Publication(LabPage):
    summary = models.TextField(
        _("summary"), max_length=400, help_text=_("One to three sentences; also shown in lists and in shared links.")
    )
    in_brief = Stream(Brief(), verbose_name=_("in brief"), blank=True, help_text=_("Up to five points."))
    body = Stream(Body(), verbose_name=_("text"), blank=True)
    figures = Stream(Figures(), verbose_name=_("key figures"), blank=True)
    sources = Stream(Sources(), verbose_name=_("sources"), blank=True)
    related = Stream(Related(), verbose_name=_("related pages"), blank=True)
    authors = models.CharField(
        _("authors"), max_length=200, blank=True, help_text=_("As they should be cited. Empty: policylab.")
    )
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    themes = ParentalManyToManyField(Theme, blank=True, related_name="publications", verbose_name=_("themes"))
    territory = models.ForeignKey(
        Territory, models.PROTECT, null=True, blank=True, related_name="publications", verbose_name=_("territory")
    )
    is_record = models.BooleanField(
        _("record of a text published elsewhere"),
        default=False,
        help_text=_(
            "We have not read that text itself: the page then marks everything but the record as our own reading."
        ),
    )
    record = RichTextField(
        _("what is known of it"), blank=True, features=FEATURES, help_text=_("Facts only, each with its source below.")
    )
    record_title = models.CharField(_("its title"), max_length=300, blank=True, help_text=_("Word for word."))
    record_url = models.URLField(_("where it stands"), max_length=500, blank=True)

    objects = PublicationManager()

    content_panels = [*LabPage.content_panels, FieldPanel("summary"), FieldPanel("in_brief"), FieldPanel("body")]
    end_panels = [
        FieldPanel("figures"),
        FieldPanel("sources"),
        FieldPanel("related"),
        MultiFieldPanel(
            [
                HelpPanel(_("An output whose text we have not read is a record with its source.")),
                *(FieldPanel(name) for name in ("is_record", "record_title", "record_url", "record")),
            ],
            heading=_("Record"),
        ),
        MultiFieldPanel([FieldPanel(name) for name in ("authors", "publisher", "year")], heading=_("Citation")),
        MultiFieldPanel(
            [FieldPanel("themes", widget=forms.CheckboxSelectMultiple), FieldPanel("territory")], heading=_("About")
        ),
    ]
    override_translatable_fields = [
        *SAME_EVERYWHERE,
        SynchronizedField("authors"),
        SynchronizedField("publisher"),
        SynchronizedField("year", overridable=False),
        SynchronizedField("themes", overridable=False),
        SynchronizedField("territory", overridable=False),
        SynchronizedField("is_record", overridable=False),
        SynchronizedField("record_title"),
        SynchronizedField("record_url"),
    ]
    is_creatable = False
    read_with = ("locale", "territory")

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")

    @cached_property
    def contents(self) -> list[tuple[str, str]]:
        """Anchor and words of each heading of the text."""
        return [(f"s-{str(block.id)[:8]}", block.value) for block in self.body if block.block_type == "heading"]

    @property
    def minutes(self) -> int:
        return max(1, math.ceil(len(self.plain_text().split()) / WORDS_A_MINUTE))

    def plain_text(self) -> str:
        """Every word a reader sees, for search and for the minutes it takes to read."""
        return "\n".join(part for part in self._parts() if part)

    def streams(self) -> list[Any]:
        return [self.in_brief, self.body, self.figures]

    def _parts(self) -> Iterator[str]:
        yield self.summary
        yield strip_tags(self.record)
        for stream in self.streams():
            for block in stream:
                yield from words_in(block.block.get_prep_value(block.value))


def words_in(value: Any) -> Iterator[str]:
    """The texts in a block's plain value, however deep."""
    if isinstance(value, str):
        yield strip_tags(value)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in {"id", "type", "kind", "url"}:
                yield from words_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from words_in(inner)
