"""What delivery puts into the slots of the packages below: tab, trail, due, notices, deeds, what waits, one's own data."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policylab.core import registries
from policylab.core.loop import DELIVER
from policylab.directory.models import Organisation
from policylab.directory.selectors import municipalities_run_by, organisations_spoken_for
from policylab.notices.sentences import notice_kinds, notice_sentences
from proposals.answers import maybe_answered
from proposals.models import Proposal, Round
from proposals.panel import Other, next_acts
from proposals.selectors import is_adopted
from proposals.waiting import bodies_to_act_for

from . import report, telling, trail
from .models import Milestone
from .permissions import can_promise_milestone
from .selectors import done_by, open_for, text_of
from .services import tell_of_late_milestones
from .standing import start_of, today_of

SOON = timedelta(days=14)


def delivery_url(proposal: Proposal) -> str:
    return reverse("delivery:detail", args=[proposal.ref])


def shows_tab(proposal: Proposal, user: Any) -> bool:
    """From the answer that adopts it on; a plan without an answer asks nothing."""
    return bool(maybe_answered([proposal])) and is_adopted(proposal)


TAB = registries.Tab("delivery", gettext_lazy("Delivery"), delivery_url, 60, shows_tab)


def deeds(organisations: Sequence[Organisation]) -> dict[Organisation, list[registries.Deed]]:
    """The promises each kept; what is late stands on the plan's page, where its reason stands too."""
    found: dict[Organisation, list[registries.Deed]] = {body: [] for body in organisations}
    for milestone in done_by(organisations)[: registries.DEEDS_AT_MOST]:
        at = start_of(milestone.done_on or milestone.due_on)
        url, note = delivery_url(milestone.proposal), text_of(milestone.proposal).title
        kind = _("Milestones it delivered")
        deed = registries.Deed(DELIVER, kind, milestone.title, url, at, note, milestone.language)
        found[milestone.organisation].append(deed)
    return found


def waiting(user: Any, now: datetime) -> list[registries.Waiting]:
    """Milestones that are late, or due within two weeks, of the bodies this person acts for."""
    bodies = [body.pk for body in organisations_spoken_for(user)]
    town_halls = [body.pk for body in municipalities_run_by(user)]
    rows = open_for(bodies, town_halls, today_of(now + SOON))
    return [_line(milestone, now) for milestone in rows[: registries.DEEDS_AT_MOST]]


def _line(milestone: Milestone, now: datetime) -> registries.Waiting:
    late = milestone.due_on < today_of(now)
    kind = _("Say how a late milestone stands") if late else _("Deliver a milestone")
    name = "explain" if late else "tick"
    url = reverse(f"delivery:{name}", args=[milestone.proposal.ref, milestone.ref])
    until = start_of(milestone.due_on + timedelta(days=1))
    return registries.Waiting(kind, milestone.title, url, until, milestone.language)


def promise_next(proposal: Proposal, user: Any) -> Other | None:
    """For whoever has just signed: to say what their body does, and by when."""
    if not can_promise_milestone(user, proposal):
        return None
    return Other(reverse("delivery:promise", args=[proposal.ref]), _("Promise a milestone"))


def data_of(user: Any) -> dict[str, Any]:
    """What this person reported in the name of a body; it stays to be read under that body's name alone."""
    said = user.milestone_reports.values("milestone__title", "kind", "text", "link", "file_name", "reported_at")
    return {
        "reports": list(said.order_by("reported_at", "pk")),
        "measurements": list(
            user.measurements.values("indicator__name", "measured_on", "total", "source", "reported_at")
        ),
        "struck": list(
            user.struck_measurements.values("indicator__name", "measured_on", "struck_because", "struck_at")
        ),
    }


def fill_slots() -> None:
    if promise_next not in next_acts:
        next_acts.append(promise_next)
    registries.add_tab(Proposal, TAB)
    registries.add_report(Round, report.chapter)
    registries.add_trail(Proposal, trail.trail_of_plans)
    registries.due["milestones"] = tell_of_late_milestones
    registries.deeds["delivery"] = deeds
    registries.add_waiting("delivery", waiting, bodies_to_act_for)
    registries.personal_data["delivery"] = data_of
    notice_sentences.update(telling.SENTENCES)
    notice_kinds.update(telling.KINDS)
