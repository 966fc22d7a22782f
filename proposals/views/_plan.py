"""What every page of a plan shows around its own matter."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from policylab.core import registries
from policylab.core.loop import CONSULT, DELIBERATE, PROPOSE
from proposals.answers import answers_to
from proposals.enums import Act, ProposalStatus
from proposals.models import Proposal
from proposals.panel import panel_for
from proposals.permissions import can_see_proposal
from proposals.selectors import plan_page, window_open
from proposals.sharing import short_of


def plan_or_404(request: HttpRequest, ref: str) -> Proposal:
    """A draft of somebody else is as unknown as an address that never was."""
    proposal = plan_page(ref).first()
    if proposal is None or not can_see_proposal(request.user, proposal):
        raise Http404
    return proposal


def published_or_404(request: HttpRequest, ref: str) -> Proposal:
    proposal = plan_or_404(request, ref)
    if proposal.current is None:
        raise Http404
    return proposal


def frame(request: HttpRequest, proposal: Proposal, here: str, **more: Any) -> dict[str, Any]:
    """The head of a plan's page: title, who, when, act, tabs, trail."""
    now = proposal.instant
    trail = registries.links_of(proposal)
    answered = answers_to([proposal]).get(proposal.pk) if proposal.verdict else None
    return {
        "plan": proposal,
        "wording": proposal.current,
        "now": now,
        "step": step_of(proposal, trail, now),
        "answered": answered,
        # Asked for by the template: a room that shows another panel pays nothing for this one.
        "panel": SimpleLazyObject(lambda: panel_for(proposal, request.user, now)),
        "tabs": tabs_for(request, proposal, here),
        "trail": trail,
        "short": short_of(proposal),
        "halted_by": halted_by(proposal, trail),
        "heading_lang": proposal.current.language if proposal.current else "",
        "crumbs": [(_("Plans"), reverse("proposals:list"))],
        **more,
    }


def halted_by(proposal: Proposal, trail: list[registries.TrailLink]) -> registries.TrailLink | None:
    """What it was written for, where that is paused or was called off: there the reason is read."""
    return next((link for link in trail if link.step == CONSULT), None) if proposal.round.stands_still else None


def step_of(proposal: Proposal, trail: list[registries.TrailLink], now: datetime) -> int:
    """As far as the loop has come: what upper packages tell in the trail (a vote, a charter), else proposing or talking."""
    further = [link.step for link in trail if link.url and link.step > DELIBERATE]
    if further:
        return max(further)
    return PROPOSE if window_open(proposal.round, Act.WRITE, now) else DELIBERATE


def tabs_for(request: HttpRequest, proposal: Proposal, here: str) -> list[dict[str, Any]]:
    if proposal.status == ProposalStatus.DRAFT:
        return []
    return [
        {"label": tab.label, "url": tab.url(proposal), "here": tab.name == here, "count": tab.count(proposal)}
        for tab in registries.tabs_of(proposal, request.user)
    ]
