"""Plans that are being delivered, and how far each has come: one query, the late ones first, the wholly delivered last."""

from datetime import date

from django.db.models import Case, Count, F, Q, QuerySet, Value, When

from policylab.territories.models import Territory
from proposals.models import Proposal
from proposals.selectors import with_words


def being_delivered(today: date, within: Territory | None = None) -> QuerySet[Proposal]:
    """Standing plans with promises, each with `total`, `done` and `late`; slice it before it is evaluated."""
    plans = Proposal.objects.standing().filter(milestones__isnull=False)
    if within:
        here = Q(round__territory__path=within.path) | Q(round__territory__path__startswith=f"{within.path}/")
        plans = plans.filter(here)
    counted = with_words(plans).annotate(
        total=Count("milestones"),
        done=Count("milestones", filter=Q(milestones__done_on__isnull=False)),
        late=Count("milestones", filter=Q(milestones__done_on=None, milestones__due_on__lt=today)),
    )
    ended = Case(When(done=F("total"), then=Value(1)), default=Value(0))
    return counted.order_by(ended, "-late", "-published_at", "-pk")
