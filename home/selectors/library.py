"""Publications as lists show them: each once, in the reader's language, else in the language it was written in."""

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, IntegerField, OuterRef, QuerySet, Subquery, Value, When

from home.models import CasePage, PolicyNotePage, Publication, RoadmapPage, ToolkitPage
from policylab.core.addresses import reader_language

# The word in the address -> the kind of page. New kinds (report, project, news, event, help) are added here.
KINDS: dict[str, type[Publication]] = {
    "note": PolicyNotePage,
    "toolkit": ToolkitPage,
    "roadmap": RoadmapPage,
    "case": CasePage,
}
HEAVY = ("body", "figures", "sources", "in_brief", "record")


def once_each(rows: QuerySet, language: str) -> QuerySet:
    """Of each group of translations the row in `language`, else in the site's own, else the oldest."""
    rank = Case(
        When(locale__language_code=language, then=Value(0)),
        When(locale__language_code=settings.LANGUAGE_CODE, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    same = rows.filter(translation_key=OuterRef("translation_key")).order_by(rank, "pk")
    return rows.filter(pk=Subquery(same.values("pk")[:1]))


def publications(language: str) -> QuerySet[Publication]:
    """Light rows, the latest first."""
    rows = once_each(Publication.objects.public(), language)
    rows = rows.select_related("locale", "territory", "content_type").defer(*HEAVY)
    return rows.order_by("-first_published_at", "-pk")


def of_kind(rows: QuerySet, kind: str) -> QuerySet:
    return rows.filter(content_type=ContentType.objects.get_for_model(KINDS[kind]))


def roadmaps_of(toolkit: ToolkitPage, language: str) -> QuerySet[Publication]:
    """A toolkit's roadmaps, also those written under its page in another language."""
    pages = [page.path for page in toolkit.translations.values()] or [toolkit.path]
    under = Publication.objects.none()
    for path in pages:
        under = under | Publication.objects.public().filter(path__startswith=path, depth=toolkit.depth + 1)
    return once_each(under, language).select_related("locale", "content_type").defer(*HEAVY).order_by("path")


def cases_of_plans(plans: Any) -> QuerySet[CasePage]:
    """Public cases written from these plans (their pks, or a query for them)."""
    rows = once_each(CasePage.objects.public().filter(from_proposal__in=plans), reader_language())
    rows = rows.select_related("locale", "from_proposal").defer(*HEAVY, "actors", "lessons")
    return rows.order_by("first_published_at", "pk")
