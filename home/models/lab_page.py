"""What every page of ours has: an address in every language, the language its text is really in, a context from above."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet
from wagtail_localize.fields import SynchronizedField

from policylab.core.addresses import address_in
from policylab.core.restrictions import unrestricted

# Page class -> what its template reads: views fill this slot in `ready()`, because a model may know no selector, and
# Wagtail asks the page for its context when it serves it and when it previews it.
contexts: dict[type, Callable[[Any, HttpRequest], dict[str, Any]]] = {}

# One slug in all languages: the address of a page in a language stays the same on the day it is translated.
SAME_EVERYWHERE = [SynchronizedField("slug", overridable=False)]


def open_to_all(rows: PageQuerySet) -> PageQuerySet:
    """Live pages with words of their own (an alias has none) that everybody may read."""
    return unrestricted(rows.live())


class LabPage(Page):
    """`text_language` is what the words are in: of an alias, its source's; the reader's may be another (DESIGN 4.13)."""

    promote_panels = [FieldPanel("slug")]
    settings_panels: list[Any] = []
    override_translatable_fields = SAME_EVERYWHERE
    # Rows of other tables its page shows, read together with it.
    read_with: tuple[str, ...] = ("locale",)
    known_open = False

    class Meta:
        abstract = True

    @property
    def text_language(self) -> str:
        page = self.alias_of if self.alias_of_id else self
        return page.locale.language_code

    @cached_property
    def translations(self) -> dict[str, Page]:
        """The public pages with these words, itself among them, by language: the slot of `language_links` and the trail."""
        group = open_to_all(Page.objects.filter(translation_key=self.translation_key))
        return {page.locale.language_code: page for page in group.select_related("locale").order_by("pk")}

    def get_view_restrictions(self) -> QuerySet:
        """As Wagtail's: of the page and of all above it; of an alias, those of its source. One query instead of two, and none
        for a page that was found together with the answer that it has none (selectors/routes.py)."""
        if self.known_open:
            return PageViewRestriction.objects.none()
        way = [self.path[:end] for end in range(self.steplen, len(self.path) + 1, self.steplen)]
        closing = Page.objects.filter(Q(path__in=way) | Q(aliases__path__in=way))
        return PageViewRestriction.objects.filter(page__in=closing.order_by().values("pk"))

    def get_absolute_url(self) -> str:
        """Wagtail's pages have none, and everything that links to an object asks for it."""
        return address_in(self)

    def serve(self, request: HttpRequest, *args: Any, moved: bool = False, **kwargs: Any) -> HttpResponse:
        """`moved`: asked for at the address of another language, and translated since."""
        if moved:
            return redirect(self.url)
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return context | contexts[type(self)](self, request)


def whole(page: Page) -> Page:
    """The page of its own kind with all that it is shown with, in one query, and none where it is that already."""
    kind = page.specific_class
    if not issubclass(kind, LabPage):
        return page.specific
    found = page
    if type(page) is not kind or kind.read_with != LabPage.read_with:
        found = kind.objects.select_related(*kind.read_with).get(pk=page.pk)
    found.known_open = getattr(page, "unrestricted", False) and page.alias_of_id is None
    return found
