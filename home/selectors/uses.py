"""What was made of a page: consultations opened on it, plans that name it."""

from typing import Any

from django.db.models import Case, Count, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Now

from consultations.enums import ConsultationStatus
from consultations.models import Consultation
from consultations.selectors import at_stage, consultations_from_pages, with_words
from home.models import Publication, ToolkitPage
from home.selectors.library import pages_under
from policylab.core.clock import Stage
from proposals.models import Proposal

MOST = 4  # a trail shows three, and that there are more


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
    """Some public consultations opened on a page, those in which one can take part first, then the latest; each with the
    `instant` of the database's clock and how many plans stand in all that were opened on it (`plans_within`).

    Trail and panel both ask; the page remembers.
    """
    if not hasattr(page, "_consultations_on"):
        written = Proposal.objects.standing().filter(round__in=rounds_on(page)).order_by().annotate(all=Value(1))
        count = Subquery(written.values("all").annotate(number=Count("pk")).values("number"))
        now: Any = Now()
        running = Case(When(at_stage(Stage.OPEN, now), status=ConsultationStatus.OPENED, then=0), default=1)
        found = with_words(consultations_from_pages(same_work(page))).order_by(running, "-opened_at", "-pk")
        page._consultations_on = list(found.annotate(instant=now, plans_within=Coalesce(count, 0))[:MOST])
    return page._consultations_on


def rounds_on(page: Publication) -> QuerySet:
    """Where plans were gathered in the consultations opened on the page, however many: part of another query."""
    found = Consultation.objects.public().filter(source_page__in=same_work(page), round__isnull=False)
    return found.order_by().values("round")


def plans_from(page: Publication) -> QuerySet[Proposal]:
    """Standing plans that name the page, or were written in a consultation opened on it."""
    wanted = Q(source_page__in=same_work(page)) | Q(round__in=rounds_on(page))
    return Proposal.objects.standing().filter(wanted)


def plans_elsewhere(page: Publication) -> QuerySet[Proposal]:
    """Those that name the page and were written in another consultation, the latest first."""
    named = Proposal.objects.standing().filter(source_page__in=same_work(page)).exclude(round__in=rounds_on(page))
    return named.select_related("current").order_by("-published_at", "-pk")


def count_within(page: Publication) -> int:
    """How many plans were written in the consultations opened on the page."""
    found: list[Any] = list(consultations_on(page))  # `plans_within` comes with the query
    return found[0].plans_within if found else 0
