"""Drafting a charter, and publishing what was drafted: the town hall and those who wrote the plan."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from policylab.accounts.typed import posted, sign_in_to_post, typed_before
from policylab.accounts.views.refusals import second_factor_needed
from policylab.core.errors import Refused, Stale
from policylab.directory.permissions import lacks_only_second_factor
from proposals.charters import services
from proposals.charters.forms import CharterForm, PublishForm
from proposals.charters.permissions import can_draft_charter
from proposals.charters.selectors import charter_of, draft_of, signatures_on
from proposals.charters.texts import changes_between, digest_of
from proposals.models import Proposal
from proposals.views._plan import published_or_404

BOTH = require_http_methods(["GET", "HEAD", "POST"])


def refusal_for(request: HttpRequest, plan: Proposal) -> HttpResponse | None:
    """What whoever may not draft meets instead: a way out where only the second factor is missing."""
    if can_draft_charter(request.user, plan):
        return None
    if lacks_only_second_factor(request.user, plan.round.asked_by):
        return second_factor_needed(request)
    raise PermissionDenied


@BOTH
@sign_in_to_post
@login_required
def write(request: HttpRequest, ref: str) -> HttpResponse:
    """The working copy. Nobody else reads it before it is published."""
    plan = published_or_404(request, ref)
    if refused := refusal_for(request, plan):
        return refused
    charter, typed, versus = charter_of(plan), typed_before(request), None
    draft = draft_of(charter)
    usual = {
        "title": _("Charter of «%(plan)s»") % {"plan": plan.current.title[:150]},
        "language": plan.current.language,
    }
    form = CharterForm.of(draft, usual=usual, typed=typed, data=posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            edition = form.cleaned_data["edition"] or 0
            services.draft_charter(user=request.user, proposal=plan, texts=form.texts, edition=edition)
            return redirect("charters:publish", plan.ref)
        except Stale as stale:
            form, versus = form.again(stale), stale.current
    context = {"plan": plan, "wording": plan.current, "charter": charter, "form": form, "typed": typed}
    status = 409 if versus else 400 if form.errors else 200
    more = {"versus": versus, "no_index": True, "form_class": "wide-form"}
    return render(request, "proposals/charters/write.html", {**context, **more}, status=status)


@BOTH
@sign_in_to_post
@login_required
def publish(request: HttpRequest, ref: str) -> HttpResponse:
    """The text once more, what changes word by word, and the button."""
    plan = published_or_404(request, ref)
    if refused := refusal_for(request, plan):
        return refused
    charter = charter_of(plan)
    if charter is None or (draft := draft_of(charter)) is None:
        return redirect("charters:write", plan.ref)
    said = {**typed_before(request), "edition": draft.edition}
    form = PublishForm(posted(request), first=charter.current is None, initial=said)
    if request.method == "POST" and form.is_valid():
        try:
            version = services.publish_charter(user=request.user, proposal=plan, **form.cleaned_data)
            messages.success(request, _("Published: version %(number)s.") % {"number": version.number})
            return redirect("charters:detail", plan.ref)
        except Refused as refusal:
            form = PublishForm({**request.POST.dict(), "edition": draft.edition}, first=charter.current is None)
            form.add_error(None, str(refusal))
    context = {
        "plan": plan,
        "wording": plan.current,
        "charter": charter,
        "draft": draft,
        "form": form,
        "changes": changes_between(charter.current, draft) if charter.current else [],
        "unchanged": charter.current is not None and charter.current.digest == digest_of(draft),
        "signed_count": signatures_on(charter.current).count() if charter.current else 0,
        "no_index": True,
    }
    return render(request, "proposals/charters/publish.html", context, status=400 if form.errors else 200)
