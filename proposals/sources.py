"""Which pages a plan may come from: notes and toolkits. Those are home's, above us; home fills this slot in `ready()`
by `source_kinds.extend([NotePage, ToolkitPage])`."""

from collections.abc import Callable, Iterable

from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.query import PageQuerySet

from policylab.core.restrictions import unrestricted

from .models import Round

source_kinds: list[type[Page]] = []
# Filled by whoever opens rounds: the page a round itself comes from, so that nobody is asked what is known already.
round_sources: list[Callable[[Round], Page | None]] = []


def offers_sources() -> bool:
    """Whether there is any page to name; a lab without a library asks nobody to."""
    return bool(source_kinds) and source_pages().exists()


def source_of_round(round: Round) -> Page | None:
    return next((page for source in round_sources if (page := source(round))), None)


def source_pages() -> PageQuerySet:
    """Public notes and toolkits, each once, in the language it was first written in."""
    if not source_kinds:
        return Page.objects.none()
    return Page.objects.live().public().type(*source_kinds).filter(alias_of=None)


def choices_of_sources() -> list[Page]:
    """One page of each note, in the reader's language where it has been translated."""
    best: dict[str, Page] = {}
    here = get_language()
    for page in source_pages().select_related("locale").order_by("first_published_at", "pk"):
        if page.translation_key not in best or page.locale.language_code == here:
            best[page.translation_key] = page
    return sorted(best.values(), key=lambda page: page.title)


def find_source(key: str) -> Page | None:
    """The page with this translation key, if it may be named."""
    return next((page for page in choices_of_sources() if str(page.translation_key) == key), None)


def public_pages(pks: Iterable[int]) -> dict[int, Page]:
    """Those of the pages that everybody may read, each in the reader's language where there is a translation: {pk: page}.

    One query for all translations of the pages.
    """
    wanted = set(pks)
    if not wanted:
        return {}
    keys = Page.objects.filter(pk__in=wanted).order_by().values("translation_key")
    pages = unrestricted(Page.objects.filter(translation_key__in=keys))
    known = list(pages.select_related("locale", "content_type"))
    best: dict[str, Page] = {page.translation_key: page for page in known if page.live and page.pk in wanted}
    best |= {page.translation_key: page for page in known if page.live and page.locale.language_code == get_language()}
    return {page.pk: best[page.translation_key] for page in known if page.pk in wanted and page.translation_key in best}
