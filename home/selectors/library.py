"""Publications as lists show them: each once, in the reader's language, else in the language it was written in."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from home.models import (
    CasePage,
    EventPage,
    PolicyNotePage,
    ProjectPage,
    Publication,
    ReportPage,
    RoadmapPage,
    ToolkitPage,
)
from policylab.core.addresses import reader_language

# The word in the address -> the kind of page.
KINDS: dict[str, type[Publication]] = {
    "note": PolicyNotePage,
    "toolkit": ToolkitPage,
    "roadmap": RoadmapPage,
    "case": CasePage,
    "report": ReportPage,
    "project": ProjectPage,
    "event": EventPage,
}
HEAVY = ("body", "figures", "sources", "in_brief", "record", "related")


def once_each(rows: QuerySet, language: str) -> QuerySet:
    """Of each group of translations the row in `language`, else in the site's own, else the oldest."""
    rank = Case(
        When(locale__language_code=language, then=Value(0)),
        When(locale__language_code=settings.LANGUAGE_CODE, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    same = rows.filter(translation_key=OuterRef("translation_key")).order_by(rank, "pk")
    # There is one row of a group in a language: where it is the reader's, nobody needs to look at the others.
    return rows.filter(Q(locale__language_code=language) | Q(pk=Subquery(same.values("pk")[:1])))


def publications(language: str) -> QuerySet[Publication]:
    """Light rows, the latest first; of an event with its day."""
    rows = light(once_each(Publication.objects.public(), language))
    return rows.order_by("-first_published_at", "-pk")


def light(rows: QuerySet) -> QuerySet:
    """All that a row shows; long texts stay in the database."""
    rows = rows.select_related("locale", "territory").defer(*HEAVY)
    return rows.annotate(held_on=F("eventpage__starts_on"))


def best_of_each(pages: Iterable[Publication], language: str) -> list[Publication]:
    """The same choice as `once_each`, among rows that were read."""
    best: dict[str, Publication] = {}
    order = {language: 0, settings.LANGUAGE_CODE: 1}
    for page in sorted(pages, key=lambda page: order.get(page.locale.language_code, 2)):
        best.setdefault(str(page.translation_key), page)
    return list(best.values())


def of_kind(rows: QuerySet, kind: str) -> QuerySet:
    return rows.filter(content_type=ContentType.objects.get_for_model(KINDS[kind]))


def related_to(page: Publication, language: str) -> list[Publication]:
    """The pages an editor put beside it, in the editor's order, each in the reader's language where it is there."""
    chosen = [block["value"] for block in page.related.raw_data if block["value"]]
    if not chosen:
        return []
    named = Publication.objects.filter(pk__in=chosen).order_by()
    place = named.filter(translation_key=OuterRef("translation_key")).values("pk")[:1]
    rows = Publication.objects.public().filter(translation_key__in=named.values("translation_key"))
    found: list[Any] = best_of_each(light(rows).annotate(named=Subquery(place)).order_by(), language)
    return sorted(found, key=lambda row: chosen.index(row.named))


def readings_of(record: Publication) -> list[Publication]:
    """Translations of a record that carry the lab's own reading: it is not written in every language."""
    rows = Publication.objects.public().filter(translation_key=record.translation_key).select_related("locale")
    return [row for row in rows.order_by("pk") if row.body]


def pages_under(toolkit: ToolkitPage) -> list[Publication]:
    """The roadmaps under a toolkit's page in any language, in their order. The page remembers: list and trail both ask."""
    if not hasattr(toolkit, "_pages_under"):
        under = Q()
        for page in [toolkit, *toolkit.translations.values()]:
            under |= Q(path__startswith=page.path)
        rows = Publication.objects.public().filter(under, depth=toolkit.depth + 1)
        rows = rows.select_related("locale", "territory").defer(*HEAVY)
        toolkit._pages_under = list(rows.order_by("path"))
    return toolkit._pages_under


def roadmaps_of(toolkit: ToolkitPage, language: str) -> list[Publication]:
    """Each once: in the reader's language, else in the site's own, else the first."""
    return best_of_each(pages_under(toolkit), language)


def cases_of_plans(plans: Any) -> QuerySet[CasePage]:
    """Public cases written from these plans (their pks, or a query for them)."""
    rows = once_each(CasePage.objects.public().filter(from_proposal__in=plans), reader_language())
    rows = rows.select_related("locale", "from_proposal").defer(*HEAVY, "actors", "lessons")
    return rows.order_by("first_published_at", "pk")
