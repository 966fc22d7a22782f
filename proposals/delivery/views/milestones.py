"""Promising a milestone, and reporting on it."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from policylab.core.clock import db_now
from proposals.delivery import services
from proposals.delivery.forms import ExplainForm, MilestoneForm, MoveForm, TickForm, UntickForm
from proposals.delivery.models import Milestone
from proposals.delivery.permissions import (
    can_explain_milestone,
    can_move_milestone,
    can_promise_milestone,
    can_tick_milestone,
    can_untick_milestone,
)
from proposals.delivery.selectors import bodies_of, milestone_of, text_of
from proposals.delivery.standing import today_of
from proposals.models import Proposal
from proposals.parties import parties_of
from proposals.views._plan import published_or_404

from ._desk import BOTH, fill_in, refuse


def _today() -> date:
    return today_of(db_now())


def _found(request: HttpRequest, ref: str, milestone: str) -> tuple[Proposal, Milestone]:
    plan = published_or_404(request, ref)
    found = milestone_of(plan, milestone)
    if found is None:
        raise Http404
    return plan, found


@BOTH
@login_required
def promise(request: HttpRequest, ref: str) -> HttpResponse:
    """The officer chooses among all bodies that carry the plan, others among their own."""
    plan = published_or_404(request, ref)
    if not can_promise_milestone(request.user, plan):
        return refuse(request, plan)
    mine = bodies_of(request.user, plan)
    bodies = list(parties_of(plan)) if plan.round.asked_by in mine else mine
    form = MilestoneForm(request.POST or None, bodies=bodies, initial={"begins_on": _today()})

    def act(given: dict[str, Any]) -> None:
        services.promise_milestone(user=request.user, proposal=plan, **given)

    return fill_in(
        request, plan, form, act, _("The milestone stands on the page of the plan."),
        title=_("Promise a milestone"), submit=_("Promise it"), lead=text_of(plan).title, lead_lang=text_of(plan).language,
    )  # fmt: skip


@BOTH
@login_required
def tick(request: HttpRequest, ref: str, milestone: str) -> HttpResponse:
    plan, found = _found(request, ref, milestone)
    if not can_tick_milestone(request.user, found):
        return refuse(request, plan)
    form = TickForm(request.POST or None, request.FILES or None, initial={"done_on": _today()})

    def act(given: dict[str, Any]) -> None:
        services.tick_milestone(user=request.user, milestone=found, **given)

    return fill_in(
        request, plan, form, act, _("Done, with its evidence: everybody can read it."), multipart=True,
        title=_("Tick it as done"), submit=_("It is done"), lead=found.title, lead_lang=found.language,
    )  # fmt: skip


@BOTH
@login_required
def untick(request: HttpRequest, ref: str, milestone: str) -> HttpResponse:
    plan, found = _found(request, ref, milestone)
    if not can_untick_milestone(request.user, found):
        return refuse(request, plan)

    def act(given: dict[str, Any]) -> None:
        services.untick_milestone(user=request.user, milestone=found, **given)

    return fill_in(
        request, plan, UntickForm(request.POST or None), act, _("It is open again, and everybody can read why."),
        title=_("Take the tick back"), submit=_("Take it back"), lead=found.title, lead_lang=found.language,
    )  # fmt: skip


@BOTH
@login_required
def move(request: HttpRequest, ref: str, milestone: str) -> HttpResponse:
    plan, found = _found(request, ref, milestone)
    if not can_move_milestone(request.user, found):
        return refuse(request, plan)
    form = MoveForm(request.POST or None)

    def act(given: dict[str, Any]) -> None:
        services.move_milestone(user=request.user, milestone=found, **given)

    return fill_in(
        request, plan, form, act, _("The new day and its reason stand beside the first promise."), milestone=found,
        title=_("Move its date"), submit=_("Move it"), lead=found.title, lead_lang=found.language,
    )  # fmt: skip


@BOTH
@login_required
def explain(request: HttpRequest, ref: str, milestone: str) -> HttpResponse:
    plan, found = _found(request, ref, milestone)
    if not can_explain_milestone(request.user, found):
        return refuse(request, plan)
    form = ExplainForm(request.POST or None, request.FILES or None)

    def act(given: dict[str, Any]) -> None:
        services.explain_milestone(user=request.user, milestone=found, **given)

    return fill_in(
        request, plan, form, act, _("Thank you: everybody can read how it stands."), multipart=True,
        title=_("Say how it stands"), submit=_("Publish"), lead=found.title, lead_lang=found.language,
    )  # fmt: skip
