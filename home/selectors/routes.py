"""From an address to a page, in whatever language it exists (DESIGN 4.13)."""

from django.conf import settings
from django.db.models import Q
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from home.models import HomePage
from home.models.lab_page import LabPage, whole
from policylab.core.restrictions import open_to_all

FRONT = 2  # depth of the front pages in Wagtail's tree


def find_route(path: str, language: str) -> RouteResult | None:
    """The page of this language at this address; else the same address among the pages of another language, to be shown
    here in its own, or, where it has been translated under another address, that translation."""
    found = _pages_at(path.strip("/"))
    if language in found:
        return RouteResult(whole(found[language]))
    if not found:
        return None
    page = whole(next(iter(found.values())))
    here = page.translations.get(language) if isinstance(page, LabPage) else None
    return RouteResult(whole(here), kwargs={"moved": True}) if here else RouteResult(page)


def _pages_at(path: str) -> dict[str, Page]:
    """Live pages at this address {language: page}: the site's own language first, then the oldest; aliases last.

    One query for all languages, where Wagtail would walk down the tree of one with two queries a step.
    """
    steps = path.count("/") + 1 if path else 0
    fronts = Q(depth=FRONT)
    kind = Page if path else HomePage  # a front page is of its own kind at once
    rows = kind.objects.live().filter(fronts | Q(depth=FRONT + steps, slug=path.rpartition("/")[2]))
    rows = rows.select_related("locale").annotate(unrestricted=open_to_all()).order_by("pk")
    addresses = {f"{row.url_path}{path}/" if path else row.url_path for row in rows if row.depth == FRONT}
    pages = [row for row in rows if row.url_path in addresses]
    pages.sort(key=lambda page: (bool(page.alias_of_id), _code(page) != settings.LANGUAGE_CODE, page.pk))
    found: dict[str, Page] = {}
    for page in pages:
        found.setdefault(_code(page), page)
    return found


def _code(page: Page) -> str:
    return page.locale.language_code
