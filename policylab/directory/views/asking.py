"""Asking for an organisation, following the answer, and the administrator's check."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from policylab.accounts import limits
from policylab.accounts.permissions import is_administrator
from policylab.accounts.typed import posted, sign_in_to_post, typed_before
from policylab.accounts.views.refusals import second_factor_needed, too_many
from policylab.core.errors import Refused
from policylab.directory.enums import OrganisationStatus
from policylab.directory.forms import AskForm, CheckForm
from policylab.directory.models import Organisation
from policylab.directory.permissions import can_check_organisation
from policylab.directory.selectors import (
    invitations_for,
    memberships_of,
    organisations_asked_by,
    same_name,
    waiting_organisations,
)
from policylab.directory.services import accept_organisation, ask_organisation, refuse_organisation


@never_cache
@sign_in_to_post
def ask(request: HttpRequest) -> HttpResponse:
    """Open to read and to fill in; sending it needs an account."""
    form = AskForm(posted(request), initial=typed_before(request))
    if request.method == "POST" and form.is_valid():
        taken = limits.take(request, "ask_organisation", user=request.user)
        if taken.wait:
            return too_many(request, taken.wait)
        said = form.cleaned_data
        facts = {name: said[name] for name in ("kind", "territory", "description", "website", "registration")}
        try:
            ask_organisation(user=request.user, names=form.names(), language=(get_language() or "fr")[:2], **facts)
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("Thank you. An administrator checks it, and you get a mail."))
            return redirect("directory:mine")
    facts = {"form": form, "submit": _("Ask for the check"), "no_index": True}
    return render(request, "directory/ask.html", facts)


@never_cache
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """My parts, what I asked for, who invites me; for administrators, what waits."""
    facts = {
        "memberships": memberships_of(request.user),
        "asked": organisations_asked_by(request.user),
        "invitations": invitations_for(request.user),
        "checks": is_administrator(request.user),
        "refused": OrganisationStatus.REFUSED,
        "no_index": True,
    }
    return render(request, "directory/mine.html", facts)


def _stop(request: HttpRequest) -> HttpResponse | None:
    if can_check_organisation(request.user):
        return None
    if is_administrator(request.user):
        return second_factor_needed(request)
    raise PermissionDenied


@never_cache
@login_required
def checks(request: HttpRequest) -> HttpResponse:
    stop = _stop(request)
    return stop or render(
        request, "directory/checks.html", {"waiting": waiting_organisations()[:100], "no_index": True}
    )


@never_cache
@login_required
def check(request: HttpRequest, ref: str) -> HttpResponse:
    """What was asked, what to compare it with, and the two answers."""
    stop = _stop(request)
    if stop:
        return stop
    body = Organisation.objects.select_related("territory", "asked_by", "decided_by").filter(ref=ref).first()
    if body is None:
        raise Http404
    form = CheckForm(posted(request), organisation=body, initial=typed_before(request))
    if request.method == "POST" and form.is_valid():
        try:
            _decide(request, body, form)
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("Written down; whoever asked has a mail."))
            return redirect("directory:checks")
    facts = {"organisation": body, "form": form, "alike": same_name(body)[:5], "no_index": True}
    return render(request, "directory/check.html", facts | {"waiting": body.status == OrganisationStatus.ASKED})


def _decide(request: HttpRequest, body: Organisation, form: CheckForm) -> None:
    words = form.cleaned_data["words"]
    if request.POST.get("answer") == "accept":
        parent = form.cleaned_data.get("parent")
        accept_organisation(by=request.user, organisation=body, what_was_checked=words, parent=parent)
    elif request.POST.get("answer") == "refuse":
        refuse_organisation(by=request.user, organisation=body, reason=words)
    else:
        raise Refused(_("Press accept or refuse."))
