"""A draft is read once more and published; a plan is revised, withdrawn; a draft is thrown away."""

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from policylab.accounts.typed import sign_in_to_post, typed_before
from policylab.core.clock import db_now
from policylab.core.errors import Refused
from proposals import services, steps
from proposals.diff import compare_versions
from proposals.enums import Act, ProposalStatus
from proposals.forms import ReviseForm
from proposals.models import Draft, Proposal
from proposals.permissions import can_discard_draft
from proposals.selectors import REVISING, state_of
from proposals.sources import offers_sources
from proposals.templatetags.plans import HEADINGS
from proposals.texts import missing_from
from proposals.words import why_closed

from ._plan import plan_or_404
from .writing import BOTH, draft_or_404


@BOTH
@sign_in_to_post
@login_required
def publish(request: HttpRequest, ref: str) -> HttpResponse:
    """The whole text once more, what is still missing, and the button."""
    plan, draft = draft_or_404(request, ref)
    context: dict[str, Any] = {}
    if request.method == "POST":
        try:
            version = services.publish_proposal(user=request.user, proposal=plan)
            messages.success(request, _("Published: version %(number)s.") % {"number": version.number})
            return redirect("proposals:detail", plan.ref)
        except Refused as refusal:
            context = {"refused": str(refusal), "status": 409}
    if plan.status != ProposalStatus.DRAFT:
        return redirect("proposals:revise", plan.ref)
    context["missing"] = missing_steps(plan, draft)
    return _check_page(request, plan, draft, (Act.WRITE,), "proposals/publish.html", **context)


def missing_steps(plan: Proposal, draft: Draft) -> list[tuple[Any, str]]:
    """What publishing still wants, and where it is written: (heading, address)."""
    found = [(HEADINGS[name], steps.url_of(plan, steps.step_with(name))) for name in missing_from(draft)]
    if plan.source_page_id is None and offers_sources():
        found.append((_("The note or toolkit it comes from"), steps.url_of(plan, steps.ORIGIN)))
    return found


@BOTH
@sign_in_to_post
@login_required
def revise(request: HttpRequest, ref: str) -> HttpResponse:
    """The next version: what changes word by word, and a sentence that says it."""
    plan, draft = draft_or_404(request, ref)
    if plan.current is None:
        raise Http404
    form = ReviseForm(request.POST or None, initial={"after": plan.current.number, **typed_before(request)})
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        try:
            version = services.revise_proposal(user=request.user, proposal=plan, **chosen)
            messages.success(request, _("Published: version %(number)s.") % {"number": version.number})
            return redirect("proposals:detail", plan.ref)
        except Refused as refusal:
            form.data = {**form.data.dict(), "after": plan.current.number}
            form.add_error(None, str(refusal))
    changes = [change for change in compare_versions(plan.current, draft) if change.is_changed]
    return _check_page(request, plan, draft, REVISING, "proposals/revise.html", form=form, changes=changes)


@BOTH
@login_required
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    plan, _draft = draft_or_404(request, ref) if request.method != "POST" else (plan_or_404(request, ref), None)
    closed = why_closed(plan.round, REVISING, db_now())
    if request.method == "POST":
        try:
            services.withdraw_proposal(user=request.user, proposal=plan)
            return redirect("proposals:detail", plan.ref)
        except Refused as refusal:
            closed = str(refusal)
    if plan.current is None:
        raise Http404
    context = {"plan": plan, "wording": plan.current, "closed": closed, "no_index": True}
    return render(request, "proposals/withdraw.html", context)


@BOTH
@login_required
def discard(request: HttpRequest, ref: str) -> HttpResponse:
    """Throw a draft away; a double click finds it gone, which is what was wanted."""
    plan, draft = draft_or_404(request, ref)
    if not can_discard_draft(request.user, plan):
        raise Http404
    if request.method == "POST":
        with suppress(Refused):  # thrown away meanwhile, in another window
            services.discard_draft(user=request.user, proposal=plan)
        messages.success(request, _("The draft is gone."))
        return redirect("proposals:mine")
    return render(request, "proposals/discard.html", {"plan": plan, "wording": draft, "no_index": True})


def _check_page(
    request: HttpRequest,
    plan: Proposal,
    draft: Draft,
    acts: tuple[str, ...],
    template: str,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    now = db_now()
    context = {
        "plan": plan,
        "wording": draft,
        "now": now,
        "steps": steps.shown(plan, draft, steps.CHECK),
        "closed": why_closed(plan.round, acts, now),
        "window": state_of(plan.round, acts, now),
        "no_index": True,
        **more,
    }
    return render(request, template, context, status=status)
