"""What opens the account: its address, its password, and proof that it is still you."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.password_change import finalize_password_change, finalize_password_set
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from policylab.accounts import codes
from policylab.accounts.addresses import next_of
from policylab.accounts.codes import Code, Purpose
from policylab.accounts.forms import AddressForm, PasswordForm, PasswordProofForm, ProofBySecondFactorForm
from policylab.accounts.mails import tell
from policylab.accounts.permissions import has_second_factor
from policylab.accounts.proof import PASSWORD, SECOND_FACTOR, proof_required
from policylab.accounts.selectors import safety_of
from policylab.accounts.services.people import change_address, set_password
from policylab.accounts.typed import posted, typed_before
from policylab.accounts.waiting import refused, too_early
from policylab.core.errors import Refused

from .digits import type_code
from .door import refused_if_too_often

MOVED = gettext_lazy("The address of your account was changed")
MOVED_LINES = [
    gettext_lazy("From now on, codes and mails go to the new address."),
    gettext_lazy("If this was not you, write at once to those who run this site."),
]


@never_cache
@proof_required
def address(request: HttpRequest) -> HttpResponse:
    """A new address: nothing changes before its code is typed."""
    form = AddressForm(posted(request), current=request.user.email, initial=typed_before(request))
    facts = {"form": form, "submit": _("Send the code"), "no_index": True}
    wait = 0
    if request.method == "POST" and form.is_valid():
        wait = codes.ask_code(request, Purpose.NEW_ADDRESS, form.cleaned_data["email"])
        if not wait:
            return redirect("accounts:address_code")
        form.add_error("email", too_early(wait))
    response = render(request, "accounts/address.html", facts)
    return refused(response, wait) if wait else response


@never_cache
@proof_required
def address_code(request: HttpRequest) -> HttpResponse:
    under_way = codes.code_under_way(request, Purpose.NEW_ADDRESS)
    if under_way is None:
        return redirect("accounts:address")
    return type_code(request, Purpose.NEW_ADDRESS, under_way, lambda proved: _move(request, proved))


def _move(request: HttpRequest, proved: Code) -> HttpResponse:
    old, language = request.user.email, request.user.language
    try:
        change_address(user=request.user, address=proved.address)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("accounts:address")
    tell(old, MOVED, MOVED_LINES, label="", language=language)
    messages.success(request, _("Your address is changed."))
    return redirect("accounts:home")


@never_cache
@sensitive_post_parameters("password")
@proof_required
def password(request: HttpRequest) -> HttpResponse:
    """Set, changed or forgotten: proof by a code (or the second factor) stands for the old one."""
    had_one = request.user.has_usable_password()
    form = PasswordForm(posted(request), user=request.user)
    if request.method == "POST" and form.is_valid():
        user = set_password(user=request.user, password=form.cleaned_data["password"])
        (finalize_password_change if had_one else finalize_password_set)(request, user)
        return redirect("accounts:home")
    return render(
        request, "accounts/password.html", {"form": form, "had_one": had_one, "submit": _("Save"), "no_index": True}
    )


@never_cache
@login_required
@sensitive_post_parameters("password")
def proof(request: HttpRequest) -> HttpResponse:
    """«Is it still you?»: by the second factor where there is one, else by a code or the password."""
    if has_second_factor(request.user):
        return _prove(request, ProofBySecondFactorForm, SECOND_FACTOR)
    if request.GET.get("by") == PASSWORD and request.user.has_usable_password():
        return _prove(request, PasswordProofForm, PASSWORD)
    under_way = codes.code_under_way(request, Purpose.PROOF)
    if under_way and under_way.address == request.user.email:
        return type_code(request, Purpose.PROOF, under_way, lambda proved: _by_code(request, proved))
    wait = 0
    if request.method == "POST":
        wait = codes.ask_code(request, Purpose.PROOF, request.user.email, next_url=next_of(request))
        if not wait:
            return redirect(request.get_full_path())
    facts = {"early": too_early(wait) if wait else "", "onward": next_of(request), "no_index": True}
    response = render(request, "accounts/proof.html", facts | {"has_password": request.user.has_usable_password()})
    return refused(response, wait) if wait else response


def _by_code(request: HttpRequest, proved: Code) -> HttpResponse:
    record_authentication(request, request.user, method="code", email=proved.address, reauthenticated=True)
    return redirect(next_of(request) or proved.next or "accounts:home")


def _prove(request: HttpRequest, form_class: type[forms.Form], method: str) -> HttpResponse:
    form = form_class(posted(request), user=request.user)
    facts = {"form": form, "method": method, "onward": next_of(request), "no_index": True}
    if request.method == "POST" and form.is_valid():
        form.record_proof()
        return redirect(next_of(request) or "accounts:home")
    passkeys = method == SECOND_FACTOR and safety_of(request.user).passkeys
    response = render(request, "accounts/proof.html", facts | {"passkeys": passkeys, "submit": _("Confirm")})
    return refused_if_too_often(response, form)
