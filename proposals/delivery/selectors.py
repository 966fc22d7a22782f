"""What is read about delivery. Nothing here writes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.db.models.functions import Now, TruncDate

from policylab.directory.models import Organisation
from policylab.directory.permissions import can_run_consultations
from policylab.directory.selectors import organisations_spoken_for
from proposals.models import Proposal, Version
from proposals.parties import parties_of

from .models import Indicator, Measurement, Milestone, MilestoneReport


def text_of(proposal: Proposal) -> Version:
    """Every published plan has a version; the database sees to it."""
    assert proposal.current is not None
    return proposal.current


def milestones_of(proposal: Proposal) -> QuerySet[Milestone]:
    """In the order of their dates, each with all that was said of it, the latest first."""
    reports = MilestoneReport.objects.select_related("organisation")
    rows = Milestone.objects.public().filter(proposal=proposal).select_related("organisation")
    return rows.prefetch_related(Prefetch("reports", reports)).order_by("due_on", "pk")


def milestone_of(proposal: Proposal, ref: str) -> Milestone | None:
    rows = Milestone.objects.public().filter(proposal=proposal, ref=ref)
    return rows.select_related("organisation", "proposal__round__asked_by").first()


def indicators_of(proposal: Proposal) -> QuerySet[Indicator]:
    readings = Measurement.objects.select_related("organisation").order_by("measured_on", "pk")
    return Indicator.objects.public().filter(proposal=proposal).prefetch_related(Prefetch("measurements", readings))


def indicator_of(proposal: Proposal, ref: str) -> Indicator | None:
    return Indicator.objects.public().filter(proposal=proposal, ref=ref).select_related("proposal__round").first()


def report_with_file(proposal: Proposal, ref: str) -> MilestoneReport | None:
    return MilestoneReport.objects.filter(milestone__proposal=proposal, ref=ref).exclude(file="").first()


def counts_of(plans: Iterable[Proposal]) -> dict[int, dict[str, int]]:
    """How far each plan has come, in one query: {plan's pk: {total, done, late}}; nothing where nothing was promised.

    What is late today the database knows by its own clock.
    """
    wanted = list(plans)
    if not wanted:
        return {}
    rows = Milestone.objects.public().filter(proposal__in=wanted).order_by().values("proposal")
    late = Count("pk", filter=Q(done_on=None, due_on__lt=TruncDate(Now())))
    rows = rows.annotate(total=Count("pk"), done=Count("pk", filter=Q(done_on__isnull=False)), late=late)
    return {row.pop("proposal"): row for row in rows}


def plans_delivered_in(rounds: Sequence[int]) -> dict[int, list[Proposal]]:
    """{round's pk: the plans in it for which something was promised}, in one query."""
    promised = Milestone.objects.public().filter(proposal__round__in=rounds).values("proposal")
    found: dict[int, list[Proposal]] = defaultdict(list)
    for plan in Proposal.objects.standing().filter(pk__in=promised).select_related("current").order_by("pk"):
        found[plan.round_id].append(plan)
    return found


def milestones_become_late(today: date) -> QuerySet[Milestone]:
    """Past their day, not done, and nobody told of it for that day yet."""
    late = Milestone.objects.open().filter(due_on__lt=today).exclude(late_told_for=F("due_on"))
    return late.select_related("proposal__current", "proposal__round").order_by("due_on", "pk")


def done_by(organisations: Sequence[Organisation]) -> QuerySet[Milestone]:
    """The promises these bodies kept, the latest first."""
    done = Milestone.objects.public().filter(organisation__in=list(organisations), done_on__isnull=False)
    return done.select_related("organisation", "proposal__current").order_by("-done_on", "-pk")


def open_for(bodies: Any, town_halls: Any, until: date) -> QuerySet[Milestone]:
    """Not done and due by that day: of these bodies, and of the plans these town halls asked for."""
    wanted = Q(organisation__in=bodies) | Q(proposal__round__asked_by__in=town_halls)
    rows = Milestone.objects.open().filter(wanted, due_on__lte=until)
    return rows.select_related("proposal").order_by("due_on", "pk")


# --- in whose name somebody acts ----------------------------------------------------------------------------------
def bodies_of(user: Any, proposal: Proposal) -> list[Organisation]:
    """Those that carry the plan and for which this person acts: the town hall first, for its officers; then the others."""
    if not user.is_authenticated:
        return []
    asked_by = proposal.round.asked_by
    spoken_for = organisations_spoken_for(user).values("pk")
    others = parties_of(proposal).exclude(pk=asked_by.pk).filter(pk__in=spoken_for)
    return [*([asked_by] if can_run_consultations(user, asked_by) else []), *others]


def body_for(user: Any, milestone: Milestone) -> Organisation | None:
    """In whose name this person reports: that of the body that answers for the milestone, else the town hall's."""
    known = {body.pk: body for body in bodies_of(user, milestone.proposal)}
    return known.get(milestone.organisation_id) or known.get(milestone.proposal.round.asked_by_id)
