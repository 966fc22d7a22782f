"""A plan where its link is shared. Of its author only the college is told: what messengers have copied is never taken back."""

from django.urls import reverse
from django.utils.translation import gettext as _

from policylab.core import dates
from policylab.core.clock import Stage, db_now
from policylab.core.loop import DELIBERATE, PROPOSE
from policylab.core.registries import Card, links_of
from policylab.core.sharing.short import Short

from .enums import Act, ProposalStatus
from .models import Proposal
from .selectors import college_of_plan, state_of


def short_of(proposal: Proposal) -> Short | None:
    return Short("p", proposal.ref) if proposal.status != ProposalStatus.DRAFT else None


def card_of(ref: str) -> Card | None:
    rows = Proposal.objects.public().filter(ref=ref).select_related("current", "organisation", "round")
    plan = rows.prefetch_related("round__windows").first()
    if plan is None or plan.current is None:
        return None
    step, note = _now(plan)
    college = college_of_plan(plan)
    return Card(
        kind=_("Plan"),
        title=plan.current.title,
        address=reverse("proposals:detail", args=[ref]),
        note=note,
        who=plan.organisation.name if plan.organisation else str(college.label if college else ""),
        step=step,
        language=plan.current.language,
    )


def _now(plan: Proposal) -> tuple[int, str]:
    """What became of it, as its trail tells; else until when one can write, support and comment."""
    if plan.status == ProposalStatus.WITHDRAWN:
        return PROPOSE, _("Withdrawn")
    further = [link for link in links_of(plan) if link.url and link.step > DELIBERATE]
    if further:
        return further[-1].step, further[-1].kind
    state = state_of(plan.round, Act.values, db_now())
    if state.stage != Stage.OPEN or state.closes_at is None:
        return DELIBERATE, _("Version %(number)s") % {"number": plan.current.number if plan.current else 1}
    when = dates.write(state.closes_at, "date")
    return DELIBERATE, _("Support it, comment on it: until %(when)s") % {"when": when}
