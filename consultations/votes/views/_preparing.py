"""What the steps in which an officer lays a vote share: who is let in, and the head of each page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from consultations.models import Consultation
from consultations.selectors import municipalities_run_by, words_of
from consultations.votes.addresses import consultation_url
from consultations.votes.enums import Method, VoteStatus
from consultations.votes.models import Vote
from consultations.votes.permissions import can_prepare_vote
from consultations.votes.selectors import votes_of, voting_phase
from policylab.accounts.permissions import has_second_factor
from policylab.core.clock import db_now

from ._vote import crumbs

Step = Callable[..., HttpResponse]


def officers_desk(view: Step) -> Step:
    """For officers of the body that runs the consultation; to others there is nothing at this address."""

    @wraps(view)
    @login_required
    def guarded(request: HttpRequest, ref: str, **more: str) -> HttpResponse:
        rows = Consultation.objects.select_related("organisation", "territory", "round").prefetch_related("texts")
        consultation = rows.filter(ref=ref).first()
        if (
            consultation is None
            or not municipalities_run_by(request.user).filter(pk=consultation.organisation_id).exists()
        ):
            raise Http404
        if not has_second_factor(request.user):
            return render(request, "accounts/second_factor_needed.html", {"no_index": True}, status=403)
        vote = votes_of(ref).first()
        if vote is not None and vote.status != VoteStatus.PREPARED:
            return redirect("votes:detail", ref)
        if not can_prepare_vote(request.user, consultation, db_now()):
            raise PermissionDenied
        return view(request, consultation, vote, **more)

    return guarded


def once_begun(view: Step) -> Step:
    """After the first step: without a method nothing else can be asked."""

    @wraps(view)
    def begun(request: HttpRequest, consultation: Consultation, vote: Vote | None) -> HttpResponse:
        return view(request, consultation, vote) if vote else redirect("votes:prepare", consultation.ref)

    return begun


def show(
    request: HttpRequest, consultation: Consultation, vote: Vote | None, step: str, page: str = "", **more: Any
) -> HttpResponse:
    """`page`: where a step has several."""
    words = words_of(consultation)
    context = {
        "consultation": consultation,
        "words": words,
        "vote": vote,
        "phase": voting_phase(consultation),
        "crumbs": crumbs(consultation.ref, words.title, ""),
        "consultation_url": consultation_url(consultation.ref),
        "steps": _steps(consultation.ref, step, vote),
        "no_index": True,
        **more,
    }
    status = more.get("status") or (400 if "form" in more and more["form"].errors else 200)
    return render(request, f"consultations/votes/prepare_{page or step}.html", context, status=status)


def _steps(ref: str, here: str, vote: Vote | None) -> list[dict[str, str]]:
    paper = {Method.STV: _("The candidates"), Method.YES_NO: _("The plan")}.get(
        Method(vote.method) if vote else Method.APPROVAL, _("The plans")
    )
    names = {
        "method": ("prepare", _("Method")),
        "paper": ("paper", paper),
        "rule": ("rule", pgettext("a step in preparing a vote", "Decision")),
        "roll": ("roll", _("The roll")),
        "open": ("open", _("Check and open")),
    }
    order = list(names)
    return [
        {
            "label": label,
            "url": reverse(f"votes:{name}", args=[ref]) if vote or step == "method" else "",
            "stage": "now" if step == here else "done" if order.index(step) < order.index(here) else "next",
        }
        for step, (name, label) in names.items()
    ]
