"""Whoever acts for a body that carries the plan fills in one form at a time; here is what all of them share."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from policylab.accounts.typed import sign_in_to_post, typed_before
from policylab.core.errors import Refused
from policylab.directory.permissions import lacks_only_second_factor
from proposals.models import Proposal

BOTH = require_http_methods(["GET", "HEAD", "POST"])
NEEDS_SECOND_FACTOR = "accounts/second_factor_needed.html"


def desk(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For whoever is signed in. A session that ended meanwhile keeps what was typed; `fill_in` shows it again."""
    return BOTH(sign_in_to_post(login_required(view)))


def refuse(request: HttpRequest, plan: Proposal) -> HttpResponse:
    """An officer who has no second factor yet is told so; to others it is no."""
    if lacks_only_second_factor(request.user, plan.round.asked_by):
        return render(request, NEEDS_SECOND_FACTOR, {"no_index": True}, status=403)
    raise PermissionDenied


def fill_in(
    request: HttpRequest, plan: Proposal, form: forms.Form, act: Callable[[dict[str, Any]], Any], done: str, **page: Any
) -> HttpResponse:
    """`act` gets what was typed. `page`: title, submit, lead and its language, note, multipart."""
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
            messages.success(request, done)
            return redirect("delivery:detail", plan.ref)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    typed = typed_before(request)
    form.initial |= typed
    context = {"plan": plan, "form": form, "typed": typed, "no_index": True, **page}
    return render(request, "proposals/delivery/form.html", context, status=400 if form.errors else 200)
