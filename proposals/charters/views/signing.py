"""Signing in two screens: in whose name and as what; then the text, its digest, and the button. Nothing is kept in between."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from policylab.accounts.typed import posted, sign_in_to_post, typed_before
from policylab.accounts.views.refusals import second_factor_needed
from policylab.core.errors import Refused, Stale
from policylab.directory.permissions import lacks_only_second_factor
from policylab.directory.selectors import organisations_spoken_for
from proposals.charters import services
from proposals.charters.enums import Capacity
from proposals.charters.forms import SignForm
from proposals.charters.models import Charter
from proposals.charters.selectors import bodies_to_sign_for
from proposals.models import Proposal
from proposals.selectors import is_adopted, is_standing
from proposals.views._plan import published_or_404

from .reading import charter_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_to_post
@login_required
def sign(request: HttpRequest, ref: str) -> HttpResponse:
    plan = published_or_404(request, ref)
    charter = charter_or_404(plan)
    bodies = list(bodies_to_sign_for(request.user, charter.current))
    if not bodies and lacks_only_second_factor(request.user, plan.round.asked_by):
        return second_factor_needed(request)
    typed = {name: value for name, value in typed_before(request).items() if name != "digest"}
    if request.method == "POST":
        # A second press must still find the body that has just signed.
        bodies = list(organisations_spoken_for(request.user))
    form = SignForm(posted(request), bodies=bodies, version=charter.current, initial=typed)
    if request.method != "POST" or not form.is_valid():
        return _ask(request, plan, charter, form, typed=typed)
    if "confirmed" not in request.POST and form.cleaned_data["digest"] == charter.current.digest:
        return _confirm(request, plan, charter, form)
    return _sign(request, plan, charter, form)


def _sign(request: HttpRequest, plan: Proposal, charter: Charter, form: SignForm) -> HttpResponse:
    try:
        signature = services.sign_charter(user=request.user, proposal=plan, **form.cleaned_data)
    except Stale as stale:
        known: Any = stale.current
        again = SignForm({**request.POST.dict(), "digest": known.digest}, bodies=[*form.known.values()], version=known)
        again.add_error(None, str(stale))
        return _ask(request, plan, charter, again, status=409)
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return _ask(request, plan, charter, form)
    done = _("%(body)s has signed version %(number)s.")
    facts = {"body": signature.organisation.name, "number": signature.version.number}
    messages.success(request, done % facts)
    return redirect("charters:detail", plan.ref)


def _ask(
    request: HttpRequest, plan: Proposal, charter: Charter, form: SignForm, *, status: int = 0, typed: Any = None
) -> HttpResponse:
    context = {
        "plan": plan,
        "wording": plan.current,
        "charter": charter,
        "form": form,
        "typed": typed,
        "bodies": form.known,
        "speaks": bool(form.known) or organisations_spoken_for(request.user).exists(),
        "closed": not (is_standing(plan) and is_adopted(plan)),
        "no_index": True,
    }
    return render(request, "proposals/charters/sign.html", context, status=status or (400 if form.errors else 200))


def _confirm(request: HttpRequest, plan: Proposal, charter: Charter, form: SignForm) -> HttpResponse:
    given = form.cleaned_data
    context = {
        "plan": plan,
        "wording": plan.current,
        "text": charter.current,
        "body": given["organisation"],
        "capacity": Capacity(given["capacity"]).label,
        "office": given["office"],
        "sent": [(name, request.POST.get(name, "")) for name in form.fields],
        "no_index": True,
    }
    return render(request, "proposals/charters/confirm.html", context)
