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

from .enums import State
from .models import Indicator, Measurement, Milestone, MilestoneReport
from .standing import state_of


def text_of(proposal: Proposal) -> Version:
    """Every published plan has a version; the database sees to it."""
    assert proposal.current is not None
    return proposal.current


# By the database's own clock, so that a trail needs to ask for none.
HOW_FAR = {
    "total": Count("milestones"),
    "done": Count("milestones", filter=Q(milestones__done_on__isnull=False)),
    "late": Count("milestones", filter=Q(milestones__done_on=None, milestones__due_on__lt=TruncDate(Now()))),
}


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


def reading_of(indicator: Indicator, day: str) -> Measurement | None:
    """The one of that day that was not struck out."""
    try:
        return indicator.measurements.standing().filter(measured_on=date.fromisoformat(day)).first()
    except ValueError:
        return None


def standing_of(indicator: Indicator) -> list[Measurement]:
    """The readings that count, of an indicator whose readings were read."""
    return [reading for reading in indicator.measurements.all() if reading.struck_at is None]


def report_with_file(proposal: Proposal, ref: str) -> MilestoneReport | None:
    return MilestoneReport.objects.filter(milestone__proposal=proposal, ref=ref).exclude(file="").first()


def plans_under_way(rounds: Any) -> QuerySet[Proposal]:
    """The plans of these rounds for which something was promised, each with its title and its figures (`HOW_FAR`)."""
    promised = Milestone.objects.public().filter(proposal__round__in=rounds).values("proposal")
    rows = Proposal.objects.standing().filter(pk__in=promised).annotate(**HOW_FAR).select_related("current")
    return rows.only("ref", "round", "published_at", "current__title", "current__language")


def plans_delivered_in(rounds: Sequence[int]) -> dict[int, list[Proposal]]:
    """{round's pk: the plans of `plans_under_way`}, in one query."""
    found: dict[int, list[Proposal]] = defaultdict(list)
    for plan in plans_under_way(rounds).order_by("pk"):
        found[plan.round_id].append(plan)
    return found


def counts_of(plans: Iterable[Proposal]) -> dict[int, dict[str, int]]:
    """How far each plan has come: {plan's pk: {total, done, late}}; nothing where nothing was promised.

    The page that shows a plan's milestones has read them already (`read_milestones`); for all others it is one query.
    """
    wanted = list(plans)
    counts = {plan.pk: figures for plan in wanted if (figures := vars(plan).get("figures"))}
    unread = [plan.pk for plan in wanted if plan.pk not in counts]
    rows = Proposal.objects.filter(pk__in=unread).annotate(**HOW_FAR).values("pk", *HOW_FAR) if unread else []
    counts |= {row.pop("pk"): row for row in rows}
    return {pk: figures for pk, figures in counts.items() if figures["total"]}


def figures_of(milestones: Sequence[Milestone], today: date) -> dict[str, int]:
    """The figures of `HOW_FAR`, from rows that were read."""
    states = [state_of(milestone, today) for milestone in milestones]
    return {"total": len(states), "done": states.count(State.DONE), "late": states.count(State.LATE)}


def read_milestones(proposal: Proposal, today: date) -> list[Milestone]:
    """All that was promised for a plan; the plan remembers its figures, because its trail asks too."""
    milestones = list(milestones_of(proposal))
    vars(proposal)["figures"] = figures_of(milestones, today)
    return milestones


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
