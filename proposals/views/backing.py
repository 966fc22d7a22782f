"""Supporting a plan, and giving it a hand. Each act has its own address: a page that asks, a POST that acts."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from policylab.accounts.typed import sign_in_to_post, typed_before
from policylab.core.clock import db_now
from policylab.core.errors import Refused
from policylab.core.registries import follow_rule_of
from policylab.notices.selectors import is_following
from proposals import services
from proposals.enums import Act, Co
from proposals.forms import CommitmentForm
from proposals.models import Commitment, Proposal
from proposals.permissions import can_withdraw_commitment
from proposals.selectors import has_supported, state_of
from proposals.words import why_closed

from ._plan import published_or_404
from .writing import BOTH


@BOTH
@login_required
def support(request: HttpRequest, ref: str) -> HttpResponse:
    return _support(request, ref, services.support_proposal, _("You support this plan."), taking_back=False)


@BOTH
@login_required
def unsupport(request: HttpRequest, ref: str) -> HttpResponse:
    return _support(request, ref, services.withdraw_support, _("You no longer support this plan."), taking_back=True)


def _support(request: HttpRequest, ref: str, service, done: str, *, taking_back: bool) -> HttpResponse:
    plan = published_or_404(request, ref)
    refused = ""
    if request.method == "POST":
        try:
            service(user=request.user, proposal=plan)
            messages.success(request, done if taking_back else _and_follows(request, plan, done))
            return redirect("proposals:detail", plan.ref)
        except Refused as refusal:
            refused = str(refusal)
    now = db_now()
    context = {
        "plan": plan,
        "wording": plan.current,
        "now": now,
        "taking_back": taking_back,
        "own": plan.author_id == request.user.pk,
        "given": has_supported(request.user, plan),
        "closed": refused or why_closed(plan.round, Act.SUPPORT, now),
        "window": state_of(plan.round, Act.SUPPORT, now),
        "no_index": True,
    }
    return render(request, "proposals/support.html", context, status=409 if refused else 200)


def _and_follows(request: HttpRequest, plan: Proposal, done: str) -> str:
    """Whoever backs a plan follows it from then on, unless they stopped before: that is said with the way to stop."""
    if not is_following(request.user, plan):
        return done
    stop = reverse("notices:follow", args=[follow_rule_of(Proposal).slug, plan.ref])
    words = _("You follow this plan now: what becomes of it is told to you.")
    return format_html('{} {} <a href="{}">{}</a>', done, words, stop, _("Stop following"))


@BOTH
@sign_in_to_post
def commit(request: HttpRequest, ref: str) -> HttpResponse:
    """Anybody may begin to fill it in; sending it asks who they are, and what was typed waits meanwhile."""
    plan = published_or_404(request, ref)
    wanted = request.GET.get("co") if request.GET.get("co") in Co.values else None
    typed = typed_before(request)
    form = CommitmentForm(request.POST or None, initial={"co": wanted, **typed}, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            services.make_commitment(user=request.user, proposal=plan, **form.cleaned_data)
            done = _("Thank you: your commitment stands with the plan.")
            messages.success(request, _and_follows(request, plan, done))
            return redirect("proposals:commitments", plan.ref)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    now = db_now()
    context = {
        "plan": plan,
        "wording": plan.current,
        "form": form,
        "now": now,
        "typed": typed,
        "closed": why_closed(plan.round, Act.values, now),
        "window": state_of(plan.round, Act.values, now),
        "no_index": True,
    }
    return render(request, "proposals/commit.html", context)


@BOTH
@login_required
def uncommit(request: HttpRequest, ref: str, commitment: str) -> HttpResponse:
    plan = published_or_404(request, ref)
    given = get_object_or_404(
        Commitment.objects.select_related("proposal__round", "organisation"), proposal=plan, ref=commitment
    )
    now, refused = db_now(), ""
    closed = why_closed(plan.round, Act.values, now)
    if request.method == "POST":
        try:
            services.withdraw_commitment(user=request.user, commitment=given)
            messages.success(request, _("Your commitment was withdrawn."))
            return redirect("proposals:commitments", plan.ref)
        except Refused as refusal:
            refused = str(refusal)
    elif given.status != "offered":
        raise Http404
    elif not closed and not can_withdraw_commitment(request.user, given, now):
        raise PermissionDenied
    context = {"plan": plan, "wording": plan.current, "given": given, "closed": refused or closed, "no_index": True}
    return render(request, "proposals/uncommit.html", context, status=409 if refused else 200)
