"""Plans that are being delivered, and how far each has come: one query, the late ones first, the wholly delivered last."""

from datetime import date

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from policylab.territories.models import Territory
from proposals.delivery.models import Milestone
from proposals.models import Proposal

# All that `home/pages/_delivered.html` shows: less than a row of a list, so that less is joined.
SHOWN = ("ref", "published_at", "current__title", "current__language", "current__proposal", "round__territory")


def being_delivered(today: date, within: Territory | None = None) -> QuerySet[Proposal]:
    """Standing plans with promises, each with `total`, `done` and `late`; slice it before it is evaluated."""
    promises = Milestone.objects.filter(proposal=OuterRef("pk")).order_by()
    plans = Proposal.objects.standing().filter(Exists(promises))
    if within:
        here = Q(round__territory__path=within.path) | Q(round__territory__path__startswith=f"{within.path}/")
        plans = plans.filter(here)
    words = plans.select_related("current", "round__territory").only(*SHOWN)
    counted = words.annotate(
        total=_number(promises),
        done=_number(promises.filter(done_on__isnull=False)),
        late=_number(promises.filter(done_on=None, due_on__lt=today)),
    )
    ended = Case(When(done=F("total"), then=Value(1)), default=Value(0))
    return counted.order_by(ended, "-late", "-published_at", "-pk")


def _number(promises: QuerySet[Milestone]) -> Coalesce:
    """Plan by plan: gathering them all would first write out every word of every plan."""
    return Coalesce(Subquery(promises.values("proposal").annotate(number=Count("pk")).values("number")), 0)
