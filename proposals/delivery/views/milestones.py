"""Promising a milestone, and reporting on it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
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
from proposals.parties import parties_of
from proposals.views._plan import published_or_404

from ._desk import desk, fill_in, refuse


def _today() -> date:
    return today_of(db_now())


def _say(
    request: HttpRequest,
    address: tuple[str, str],
    may: Callable[[Any, Milestone], bool],
    form_of: type[forms.Form],
    service: Callable[..., Any],
    done: str,
    **page: Any,
) -> HttpResponse:
    """One act on a milestone: who `may`, what is filled in, the service that gets it. `address`: refs of plan and milestone."""
    ref, milestone = address
    plan = published_or_404(request, ref)
    found = milestone_of(plan, milestone)
    if found is None:
        raise Http404
    if not may(request.user, found):
        return refuse(request, plan)
    form = form_of(request.POST or None, request.FILES or None, initial=page.pop("initial", {}))

    def act(given: dict[str, Any]) -> None:
        service(user=request.user, milestone=found, **given)

    more = {"milestone": found, "lead": found.title, "lead_lang": found.language, **page}
    return fill_in(request, plan, form, act, done, **more)


@desk
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


@desk
def tick(request: HttpRequest, ref: str, milestone: str) -> HttpResponse:
    return _say(
        request, (ref, milestone), can_tick_milestone, TickForm, services.tick_milestone,
        _("Done, with its evidence: everybody can read it."), initial={"done_on": _today()},
        title=_("Tick it as done"), submit=_("It is done"), multipart=True,
    )  # fmt: skip


@desk
def untick(request: HttpRequest, ref: str, milestone: str) -> HttpResponse:
    return _say(
        request, (ref, milestone), can_untick_milestone, UntickForm, services.untick_milestone,
        _("It is open again, and everybody can read why."), title=_("Take the tick back"), submit=_("Take it back"),
    )  # fmt: skip


@desk
def move(request: HttpRequest, ref: str, milestone: str) -> HttpResponse:
    return _say(
        request, (ref, milestone), can_move_milestone, MoveForm, services.move_milestone,
        _("The new day and its reason stand beside the first promise."), title=_("Move its date"), submit=_("Move it"),
    )  # fmt: skip


@desk
def explain(request: HttpRequest, ref: str, milestone: str) -> HttpResponse:
    return _say(
        request, (ref, milestone), can_explain_milestone, ExplainForm, services.explain_milestone,
        _("Thank you: everybody can read how it stands."), title=_("Say how it stands"), submit=_("Publish"), multipart=True,
    )  # fmt: skip
