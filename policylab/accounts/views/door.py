"""The one door: an address, six digits, and you are in, whether or not you had an account."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from allauth.account.views import LoginView
from allauth.mfa.base.views import AuthenticateView
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from policylab.accounts import codes
from policylab.accounts.addresses import local, next_of, with_next
from policylab.accounts.codes import Code, Purpose
from policylab.accounts.forms import DoorForm, PasswordSignInForm
from policylab.accounts.intents import intent_of
from policylab.accounts.selectors import safety_of
from policylab.accounts.services.people import admit_person
from policylab.accounts.typed import posted, waits_for
from policylab.accounts.waiting import refused
from policylab.core.dates import wait_words

from .digits import type_code
from .safety import for_the_browser

TRIES_WAIT = 15 * 60  # as in ACCOUNT_RATE_LIMITS["login_failed"]


@never_cache
def door(request: HttpRequest) -> HttpResponse:
    """Asks for an address and sends a code to it; what the answer says is the same for every address."""
    if request.user.is_authenticated:
        return redirect(next_of(request) or "accounts:home")
    form = DoorForm(posted(request), initial={"next": next_of(request)})
    if request.method != "POST" or not form.is_valid():
        return _show_door(request, form)
    address, onward = form.cleaned_data["email"], form.cleaned_data["next"]
    clear_login(request)  # somebody else's half-finished sign-in on this phone ends here
    wait = codes.ask_code(request, Purpose.SIGN_IN, address, next_url=onward)
    under_way = codes.code_under_way(request, Purpose.SIGN_IN)
    if wait and not (under_way and under_way.address == address):
        form.add_error("email", _code_was_sent(wait))
        return refused(_show_door(request, form), wait)
    if wait:
        codes.lead_on(request, Purpose.SIGN_IN, onward)
    return redirect("accounts:code")


@never_cache
def code(request: HttpRequest) -> HttpResponse:
    """Where the digits are typed, and a new code asked for."""
    under_way = codes.code_under_way(request, Purpose.SIGN_IN)
    if under_way:
        return type_code(request, Purpose.SIGN_IN, under_way, lambda proved: _enter(request, proved))
    if request.user.is_authenticated:
        return redirect("accounts:home")
    if codes.was_asked(request, Purpose.SIGN_IN):
        messages.warning(request, _("Your code was good for 15 minutes. Ask for a new one."))
    elif request.method == "POST":
        messages.warning(request, _("This code has been used, or your browser has forgotten it. Ask for a new one."))
    return redirect("account_login")


def _enter(request: HttpRequest, proved: Code) -> HttpResponse:
    """Signed in by allauth: its stages ask for the second factor where there is one."""
    user, created = admit_person(address=proved.address, language=(get_language() or "fr")[:2])
    record_authentication(request, user, method="code", email=proved.address)
    login = Login(user=user, email=proved.address, redirect_url=local(proved.next) or None, signup=created)
    return perform_login(request, login)


class ByPassword(LoginView):
    """The second way in, for those who have set a password."""

    template_name = "accounts/by_password.html"
    form_class = PasswordSignInForm

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        return refused_if_too_often(super().form_invalid(form), form)


class SecondFactor(AuthenticateView):
    """The second step, for those who have set one up."""

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        facts = super().get_context_data(**kwargs)
        passkeys = safety_of(self.stage.login.user).passkeys
        return facts | {"options": for_the_browser(facts) if passkeys else "", "no_index": True}

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        return refused_if_too_often(super().form_invalid(form), form)


def refused_if_too_often(response: HttpResponse, form: forms.Form) -> HttpResponse:
    """allauth says its limits as an error of the form; the answer says so to machines too."""
    limited = {"too_many_login_attempts", "rate_limited"}
    known = any(error.code in limited for errors in form.errors.as_data().values() for error in errors)
    return refused(response, TRIES_WAIT) if known else response


def _show_door(request: HttpRequest, form: DoorForm) -> HttpResponse:
    onward = next_of(request)
    facts = {
        "form": form,
        "by_password": with_next("accounts:by_password", onward),
        "by_passkey": reverse("mfa_login_webauthn"),
        "onward": onward,
        "intent": intent_of(onward) if onward else "",
        "kept": waits_for(request, onward),
        "no_index": True,
    }
    return render(request, "accounts/door.html", facts)


def _code_was_sent(wait: int) -> str:
    words = _("A code was sent to this address a moment ago. Look in your mail, or ask for another one in %(time)s.")
    return words % {"time": wait_words(wait)}
