"""What the front page says in figures: one query, the instant included."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import Count, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Now

from consultations.models import Consultation
from consultations.selectors import running_at
from consultations.votes.enums import VoteStatus
from consultations.votes.models import Vote
from home.models import CasePage, HomePage, Publication
from policylab.directory.models import Organisation
from proposals.models import Proposal


@dataclass(frozen=True)
class Figures:
    now: datetime
    publications: int
    consultations: int
    plans: int
    votes: int
    cases: int
    plans_ever: int
    towns: int
    organisations: int


def figures_of(front: HomePage) -> Figures:
    """Of the loop: plans are those of the consultations that are open. What has come together over the years stands apart."""
    row = _counted().filter(pk=front.pk).get()
    return Figures(now=row.pop("instant"), **row)


@cache
def _counted() -> QuerySet:
    """Put together once in a process, which takes longer than asking it; its clock is the database's, no reader is in it."""
    now: Any = Now()
    running = running_at(now)
    counts = {
        "publications": _groups(Publication.objects.public()),
        "consultations": _count(running),
        "plans": _count(Proposal.objects.standing().filter(round__in=running.values("round"))),
        "votes": _count(
            Vote.objects.filter(status=VoteStatus.OPENED, phase__opens_at__lte=now, phase__closes_at__gt=now)
        ),
        "cases": _groups(CasePage.objects.public()),
        "plans_ever": _count(Proposal.objects.standing()),
        "towns": _count(Consultation.objects.public(), "territory"),
        "organisations": _count(Organisation.objects.public().filter(parent=None)),
    }
    return HomePage.objects.annotate(instant=now, **counts).values("instant", *counts)


def _count(rows: QuerySet, what: str = "*") -> Any:
    whole = rows.order_by().annotate(everything=Value(1)).values("everything")
    return Coalesce(Subquery(whole.annotate(number=Count(what, distinct=what != "*")).values("number")), 0)


def _groups(rows: QuerySet) -> Any:
    """A page and its translations count once."""
    return _count(rows, "translation_key")
