"""What was made of a page: consultations opened on it, plans that name it."""

from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Now

from consultations.models import Consultation
from consultations.selectors import consultations_from_pages
from home.models import Publication, ToolkitPage
from home.selectors.library import pages_under
from proposals.models import Proposal


def same_work(page: Publication) -> list[int]:
    """The page in all its languages; of a toolkit its roadmaps too. The page remembers."""
    if not hasattr(page, "_same_work"):
        page._same_work = _same_work(page)
    return page._same_work


def _same_work(page: Publication) -> list[int]:
    pks = [one.pk for one in page.translations.values()] or [page.pk]
    if isinstance(page, ToolkitPage):
        pks += [roadmap.pk for roadmap in pages_under(page)]
    return pks


def consultations_on(page: Publication) -> list[Consultation]:
    """The public consultations opened on a page, the latest first, each with the `instant` of the database's clock and how
    many plans stand in it (`plans_within`).

    Trail and panel both ask; the page remembers.
    """
    if not hasattr(page, "_consultations_on"):
        standing = Proposal.objects.standing().filter(round=OuterRef("round")).order_by().values("round")
        count = Subquery(standing.annotate(number=Count("pk")).values("number"))
        found = consultations_from_pages(same_work(page)).annotate(instant=Now(), plans_within=Coalesce(count, 0))
        page._consultations_on = list(found.order_by("-opened_at", "-pk"))
    return page._consultations_on


def plans_from(page: Publication) -> QuerySet[Proposal]:
    """Standing plans that name the page, or were written in a consultation opened on it."""
    wanted = Q(source_page__in=same_work(page)) | Q(round__in=_rounds(page))
    return Proposal.objects.standing().filter(wanted)


def plans_elsewhere(page: Publication) -> QuerySet[Proposal]:
    """Those that name the page and were written in another consultation, the latest first."""
    named = Proposal.objects.standing().filter(source_page__in=same_work(page)).exclude(round__in=_rounds(page))
    return named.select_related("current").order_by("-published_at", "-pk")


def count_within(page: Publication) -> int:
    """How many plans were written in the consultations opened on the page."""
    found: list[Any] = list(consultations_on(page))  # `plans_within` comes with the query
    return sum(one.plans_within for one in found)


def _rounds(page: Publication) -> list[int]:
    return [found.round_id for found in consultations_on(page) if found.round_id]
