"""The front page, and the way from an address to a page in whatever language it exists."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PagePermissionTester
from wagtail.url_routing import RouteResult

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


def whole(page: Page) -> Page:
    """The page of its own kind, with the language already read."""
    specific = page.specific
    specific.locale = page.locale
    return specific


class HomePage(LabPage):
    heading = models.CharField(
        _("heading"), max_length=120, blank=True, help_text=_("Empty: the lab's own words, in every language.")
    )
    lead = models.TextField(
        _("lead"), max_length=300, blank=True, help_text=_("One or two sentences under the heading; may stay empty.")
    )

    content_panels = [*LabPage.content_panels, FieldPanel("heading"), FieldPanel("lead")]
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

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """A page of this language; else the same address among the pages of another, shown here in its own language.

        One query for all languages, where Wagtail would walk down the tree of one with two queries a step.
        """
        if not path_components:
            return super().route(request, path_components)
        found = self._pages_at("/".join(path_components), len(path_components))
        if self.locale_id in found:
            return RouteResult(whole(found[self.locale_id]))
        if not found:
            raise Http404
        page = next(iter(found.values()))
        here = Page.objects.live().filter(translation_key=page.translation_key, locale=self.locale_id).first()
        if here:
            return RouteResult(here.specific, kwargs={"moved": True})
        return RouteResult(whole(page))

    def _pages_at(self, path: str, steps: int) -> dict[int, Page]:
        """Live pages at this address in any language {locale: page}: the site's own language first, then the oldest."""
        slug = path.rpartition("/")[2]
        roots = Q(depth=self.depth)
        rows = Page.objects.live().filter(roots | Q(depth=self.depth + steps, slug=slug))
        rows = list(rows.select_related("locale").order_by("pk"))
        heads = {row.url_path: row for row in rows if row.depth == self.depth}
        addresses = {f"{head}{path}/" for head in heads}
        pages = [row for row in rows if row.url_path in addresses]
        pages.sort(key=lambda page: (bool(page.alias_of_id), page.locale.language_code != settings.LANGUAGE_CODE, page.pk))
        return {page.locale_id: page for page in pages}
