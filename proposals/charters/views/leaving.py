"""Withdrawing a body's signature: a page that says what stays to be read, and asks why."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from policylab.accounts.typed import posted, sign_in_to_post, typed_before
from policylab.accounts.views.refusals import second_factor_needed
from policylab.core.errors import Refused
from policylab.directory.permissions import lacks_only_second_factor
from policylab.directory.selectors import organisations_spoken_for
from proposals.charters import services
from proposals.charters.forms import LeaveForm
from proposals.charters.selectors import signed_by_bodies_of
from proposals.views._plan import published_or_404

from .reading import charter_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_to_post
@login_required
def leave(request: HttpRequest, ref: str) -> HttpResponse:
    """For whoever speaks for a body that has signed; for others there is nothing here to withdraw."""
    plan = published_or_404(request, ref)
    charter = charter_or_404(plan)
    bodies = list(dict.fromkeys(one.organisation for one in signed_by_bodies_of(request.user, charter)))
    if request.method == "POST":
        # A second press must still find the body that has just left.
        bodies = list(organisations_spoken_for(request.user))
    if not bodies and lacks_only_second_factor(request.user, plan.round.asked_by):
        return second_factor_needed(request)
    if not bodies:
        raise PermissionDenied
    typed = typed_before(request)
    form = LeaveForm(posted(request), bodies=bodies, initial=typed)
    if request.method == "POST" and form.is_valid():
        try:
            left = services.withdraw_signature(user=request.user, proposal=plan, **form.cleaned_data)
            messages.success(request, _("%(body)s has withdrawn its signature.") % {"body": left.organisation.name})
            return redirect("charters:detail", plan.ref)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    context = {
        "plan": plan,
        "wording": plan.current,
        "charter": charter,
        "form": form,
        "typed": typed,
        "no_index": True,
    }
    return render(request, "proposals/charters/leave.html", context, status=400 if form.errors else 200)
