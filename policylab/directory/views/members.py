"""The organisation's own page for those in charge, and the page of an invitation."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from policylab.accounts import limits
from policylab.accounts.typed import posted, sign_in_to_post, typed_before
from policylab.accounts.views.refusals import second_factor_needed, too_many
from policylab.core.errors import Refused
from policylab.directory.forms import InviteForm, RoleForm
from policylab.directory.models import Membership, Organisation
from policylab.directory.permissions import (
    can_answer_invitation,
    can_end_membership,
    can_manage_members,
    lacks_only_second_factor,
)
from policylab.directory.selectors import invitation_by_ref, managing_role, members_of, open_invitations
from policylab.directory.services import (
    accept_invitation,
    decline_invitation,
    end_membership,
    give_role,
    invite_member,
    withdraw_invitation,
)

from .reading import organisation_or_404


@never_cache
@sign_in_to_post
@login_required
def members(request: HttpRequest, ref: str) -> HttpResponse:
    """Who belongs to it, who is invited, and the form to invite the next."""
    body = organisation_or_404(ref)
    stop = _stop(request, body)
    if stop:
        return stop
    form = InviteForm(posted(request), organisation=body, initial=typed_before(request))
    if request.method == "POST" and form.is_valid():
        taken = limits.take(request, "invite_member", user=request.user)
        if taken.wait:
            return too_many(request, taken.wait)
        try:
            invite_member(by=request.user, organisation=body, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("The invitation is on its way."))
            return redirect("directory:members", ref)
    facts = {"organisation": body, "members": members_of(body), "invitations": open_invitations(body), "form": form}
    return render(
        request,
        "directory/members.html",
        facts | {"in_charge": managing_role(body), "submit": _("Invite"), "no_index": True},
    )


@never_cache
@sign_in_to_post
@login_required
def role(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Another part for a member."""
    body = organisation_or_404(ref)
    stop = _stop(request, body)
    if stop:
        return stop
    membership = _membership(body, number)
    form = RoleForm(posted(request), organisation=body, initial={"role": membership.role} | typed_before(request))
    if request.method == "POST" and form.is_valid():
        try:
            give_role(by=request.user, membership=membership, role=form.cleaned_data["role"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("directory:members", ref)
    facts = {"organisation": body, "membership": membership, "form": form, "submit": _("Save"), "no_index": True}
    return render(request, "directory/role.html", facts)


@never_cache
@login_required
def end(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Ending a member's part, or one's own; asked once more."""
    body = organisation_or_404(ref)
    membership = _membership(body, number)
    if not can_end_membership(request.user, membership):
        return _stop(request, body) or redirect("directory:members", ref)
    own, refused = membership.user_id == request.user.pk, ""
    if request.method == "POST":
        try:
            end_membership(by=request.user, membership=membership)
        except Refused as refusal:
            refused = str(refusal)
        else:
            messages.success(request, _("This part has ended."))
            return redirect("directory:mine") if own else redirect("directory:members", ref)
    facts = {"organisation": body, "membership": membership, "own": own, "refused": refused, "no_index": True}
    return render(request, "directory/end.html", facts)


@never_cache
@login_required
@require_POST
def withdraw(request: HttpRequest, ref: str, invitation: str) -> HttpResponse:
    body = organisation_or_404(ref)
    stop = _stop(request, body)
    if stop:
        return stop
    asked = invitation_by_ref(invitation)
    if asked is None or asked.organisation_id != body.pk:
        raise Http404
    withdraw_invitation(by=request.user, invitation=asked)
    messages.success(request, _("The invitation is withdrawn."))
    return redirect("directory:members", ref)


@never_cache
@login_required
def invitation(request: HttpRequest, ref: str) -> HttpResponse:
    """Yes or no, by the owner of the mailbox; anybody else is told to sign in with that address."""
    asked = invitation_by_ref(ref)
    if asked is None:
        raise Http404
    facts = {"invitation": asked, "organisation": asked.organisation, "no_index": True, "refused": ""}
    if not can_answer_invitation(request.user, asked):
        return render(request, "directory/not_invited.html", facts, status=403)
    if request.method == "POST":
        try:
            return _answer(request, asked)
        except Refused as refusal:
            facts["refused"] = str(refusal)
    return render(request, "directory/invitation.html", facts)


def _answer(request: HttpRequest, asked: object) -> HttpResponse:
    if request.POST.get("answer") == "yes":
        accept_invitation(user=request.user, invitation=asked)
        messages.success(request, _("You are in."))
    elif request.POST.get("answer") == "no":
        decline_invitation(user=request.user, invitation=asked)
        messages.success(request, _("You have declined. Nothing changes."))
    else:
        raise Refused(_("Press yes or no."))
    return redirect("directory:mine")


def _stop(request: HttpRequest, body: Organisation) -> HttpResponse | None:
    if can_manage_members(request.user, body):
        return None
    if lacks_only_second_factor(request.user, body):
        return second_factor_needed(request)
    raise PermissionDenied


def _membership(body: Organisation, number: int) -> Membership:
    """A current part in this very organisation."""
    found = members_of(body).filter(pk=number).first()
    if found is None:
        raise Http404
    return found
