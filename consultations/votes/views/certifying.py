"""After the count: the minutes, for everybody once they are certified; certifying and annulling, for officers."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from consultations.views.files import file_of
from consultations.views.frame import closed_to
from consultations.votes import services
from consultations.votes.afterwards import annulment_of, standing_words
from consultations.votes.certifying_forms import AnnulForm, CertifyForm
from consultations.votes.enums import VoteStatus
from consultations.votes.minutes import minutes_of
from consultations.votes.models import Vote
from consultations.votes.permissions import can_read_minutes, can_see_preparation
from consultations.votes.services.certifying import why_not_annul, why_not_certify
from policylab.accounts.typed import posted, sign_in_to_post, typed_before
from policylab.core.errors import Refused
from policylab.core.printing.pdf import can_print

from ._vote import frame, vote_or_404

BOTH = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def minutes(request: HttpRequest, ref: str) -> HttpResponse:
    return render(request, "consultations/votes/minutes.html", _minutes(request, _readable_or_404(request, ref)))


@require_safe
def minutes_pdf(request: HttpRequest, ref: str) -> HttpResponse:
    """Only where this installation can make one; elsewhere there is no such address."""
    vote = _readable_or_404(request, ref)
    if not can_print():
        raise Http404
    html = render_to_string("consultations/votes/minutes_pdf.html", _minutes(request, vote))
    name = f"minutes-{vote.ref}-{get_language()}.pdf"
    return file_of(request, html, name, reverse("votes:minutes", args=[ref]))


def _readable_or_404(request: HttpRequest, ref: str) -> Vote:
    """A draft is its officers' alone."""
    vote = vote_or_404(request, ref)
    if vote.status != VoteStatus.COUNTED or not can_read_minutes(request.user, vote):
        raise Http404
    return vote


def _minutes(request: HttpRequest, vote: Vote) -> dict[str, Any]:
    context = frame(vote, _("Minutes")) | minutes_of(vote)
    return context | {
        "annulment": annulment_of(vote),
        "offers_file": can_print(),
        "host": f"{request.scheme}://{request.get_host()}",
        "LANGUAGE_CODE": get_language(),
        "no_index": context["certification"] is None,
    }


def _closed(request: HttpRequest, vote: Vote) -> HttpResponse | None:
    consultation = vote.phase.consultation
    if closed := closed_to(request, consultation, can_see_preparation(request.user, consultation)):
        return closed
    return redirect("votes:detail", consultation.ref) if vote.status != VoteStatus.COUNTED else None


@BOTH
@sign_in_to_post
@login_required
def certify(request: HttpRequest, ref: str) -> HttpResponse:
    vote = vote_or_404(request, ref)
    if closed := _closed(request, vote):
        return closed
    form, why, status = CertifyForm(posted(request), initial=typed_before(request)), why_not_certify(vote), 200
    if request.method == "POST" and form.is_valid():
        try:
            services.certify_vote(user=request.user, vote=vote, incidents=form.cleaned_data["incidents"])
        except Refused as refusal:
            why, status = str(refusal), 409
        else:
            messages.success(request, _("The result is certified. Everybody can read its minutes now."))
            return redirect("votes:minutes", ref)
    context = _minutes(request, vote) | {"form": form, "why": why, "form_class": "wide-form", "no_index": True}
    return render(request, "consultations/votes/certify.html", context, status=400 if form.errors else status)


@BOTH
@sign_in_to_post
@login_required
def annul(request: HttpRequest, ref: str) -> HttpResponse:
    vote = vote_or_404(request, ref)
    if closed := _closed(request, vote):
        return closed
    form, why, status = AnnulForm(posted(request), initial=typed_before(request)), why_not_annul(vote), 200
    if request.method == "POST" and form.is_valid():
        try:
            services.annul_vote(user=request.user, vote=vote, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            why, status = str(refusal), 409
        else:
            messages.success(request, _("The vote is annulled. All who take part are told."))
            return redirect("votes:result", ref)
    context = frame(vote, _("Annul this vote"), form=form, why=why, standing=standing_words(vote), no_index=True)
    context |= {"form_class": "wide-form"}
    return render(request, "consultations/votes/annul.html", context, status=400 if form.errors else status)
