"""The answer to a consultation: in general, and plan by plan. Everybody reads it; its officers write it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from consultations.answering import (
    answer_url,
    answered_page,
    count_answered,
    period_in,
    shows_answer_tab,
    unanswered,
)
from consultations.selectors import words_of
from policylab.accounts.typed import posted, sign_in_to_post, typed_before
from policylab.accounts.views.refusals import second_factor_needed
from policylab.core.clock import db_now
from policylab.core.errors import Refused, Stale
from policylab.directory.permissions import lacks_only_second_factor
from proposals import services
from proposals.answers import answer_to_round
from proposals.forms import RoundAnswerForm
from proposals.permissions import can_answer_round
from proposals.words import how_late, when_due

from .frame import frame, public_or_404


@require_safe
def answer(request: HttpRequest, ref: str) -> HttpResponse:
    """All of it on one page, and for its officers the way to the next plan that waits."""
    consultation = public_or_404(request, ref)
    context = frame(request, consultation, "answer")
    period, now = period_in(context["phases"]), context["now"]
    if not shows_answer_tab(consultation, request.user):
        raise Http404
    general = answer_to_round(consultation.round)
    page, rows = answered_page(consultation.round, request.GET.get("page"))
    waiting, counted = unanswered(consultation.round), count_answered([consultation.round])[consultation.round_id]
    more = {
        "general": general,
        "late": how_late(general) if general else "",
        "due": when_due(period, now),
        "page": page,
        "rows": rows,
        "waiting_count": None if context["owed_title"] else counted.plans - counted.answered,
        "may_answer": request.user.is_authenticated and can_answer_round(request.user, consultation.round, now),
        "next_plan": waiting.select_related("current").first() if request.user.is_authenticated else None,
    }
    return render(request, "consultations/answer.html", {**context, **more})


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_to_post
@login_required
def write_answer(request: HttpRequest, ref: str) -> HttpResponse:
    """The answer in general, or its correction."""
    consultation = public_or_404(request, ref)
    if lacks_only_second_factor(request.user, consultation.organisation):
        return second_factor_needed(request)
    if not shows_answer_tab(consultation, request.user):
        raise Http404
    if not can_answer_round(request.user, consultation.round, db_now()):
        raise PermissionDenied
    answered, typed = answer_to_round(consultation.round), typed_before(request)
    before, versus = answered.current if answered else None, None
    form = RoundAnswerForm.over(before, typed=typed, data=posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            services.answer_round(user=request.user, round=consultation.round, **form.cleaned_data)
            messages.success(request, _("Your answer is published."))
            return redirect(answer_url(consultation))
        except Stale as stale:
            form, versus = form.again(stale), stale.current
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    context = {"consultation": consultation, "words": words_of(consultation), "form": form, "before": before}
    status = 409 if versus else 400 if form.errors else 200
    return render(
        request,
        "consultations/write_answer.html",
        {**context, "typed": typed, "versus": versus, "no_index": True},
        status=status,
    )
