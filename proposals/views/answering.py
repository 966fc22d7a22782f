"""The authority's answer to a plan: everybody reads it, with those it replaced; the officer writes it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from policylab.accounts.typed import posted, sign_in_to_post, typed_before
from policylab.accounts.views.refusals import second_factor_needed
from policylab.core.clock import db_now
from policylab.core.errors import Refused, Stale
from policylab.directory.permissions import lacks_only_second_factor
from proposals import services
from proposals.answers import answer_period, answers_to, decision_on
from proposals.forms import AnswerForm
from proposals.models import Proposal
from proposals.permissions import can_answer_proposal
from proposals.words import how_late, is_overdue, when_due

from ._plan import frame, published_or_404
from .writing import BOTH


@require_safe
def answer(request: HttpRequest, ref: str) -> HttpResponse:
    """The answer that stands, in time or late, and under it what was answered before."""
    plan = published_or_404(request, ref)
    context = frame(request, plan, "answer")
    answered = context["answered"]
    period = None if answered else answer_period(plan.round)
    if answered is None and (period is None or context["now"] < period.opens_at):
        raise Http404
    more = {
        "late": how_late(answered) if answered else "",
        "due": when_due(period, context["now"]),
        "overdue": is_overdue(period, context["now"]),
        "may_answer": request.user.is_authenticated and can_answer_proposal(request.user, plan, context["now"]),
    }
    return render(request, "proposals/answer.html", {**context, **more})


@BOTH
@sign_in_to_post
@login_required
def write(request: HttpRequest, ref: str) -> HttpResponse:
    """What becomes of the plan, and why. A correction is written over the answer that stands, which stays to be read."""
    plan = published_or_404(request, ref)
    if lacks_only_second_factor(request.user, plan.round.asked_by):
        return second_factor_needed(request)
    if not can_answer_proposal(request.user, plan, db_now()):
        raise PermissionDenied
    answered = answers_to([plan]).get(plan.pk)
    before, typed = answered.current if answered else None, typed_before(request)
    form = AnswerForm.over(before, typed=typed, data=posted(request))
    versus = None
    if request.method == "POST" and form.is_valid():
        try:
            services.answer_proposal(user=request.user, proposal=plan, **form.cleaned_data)
            messages.success(request, _("Your answer is published."))
            return redirect(next_page(plan))
        except Stale as stale:
            form, versus = form.again(stale), stale.current
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    context = {"plan": plan, "wording": plan.current, "form": form, "before": before, "typed": typed, "versus": versus}
    status = 409 if versus else 400 if form.errors else 200
    more = {"decision": decision_on(plan), "no_index": True}
    return render(request, "proposals/write_answer.html", {**context, **more}, status=status)


def next_page(plan: Proposal) -> str:
    """Back to where the other plans wait for their answer; without such a page, the answer itself."""
    period = answer_period(plan.round)
    return period.url if period and period.url else reverse("proposals:answer", args=[plan.ref])
