"""allauth's pages of the second factor and of devices, in our look. Proof is asked for in the addresses (urls.py)."""

import json

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.base.views import IndexView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, ReauthenticateWebAuthnView
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from django import forms
from django.contrib import messages
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from policylab.accounts import words
from policylab.accounts.addresses import next_of, with_next
from policylab.accounts.permissions import is_administrator, is_editor
from policylab.accounts.proof import SECOND_FACTOR
from policylab.accounts.selectors import safety_of


class Safety(IndexView):
    """How my account is protected."""

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        user = self.request.user
        mine = {"safety": safety_of(user), "office": is_editor(user) or is_administrator(user), "no_index": True}
        return super().get_context_data(**kwargs) | mine


class SetUpApp(ActivateTOTPView):
    def form_valid(self, form: forms.Form) -> HttpResponse:
        response = super().form_valid(form)
        _only_this_device(self.request, "totp")
        return response


class AddPasskey(AddWebAuthnView):
    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        facts = super().get_context_data(**kwargs)
        return facts | {"form": kwargs.get("form") or self.get_form(), "options": for_the_browser(facts)}

    def form_valid(self, form: forms.Form) -> HttpResponse:
        response = super().form_valid(form)
        _only_this_device(self.request, "webauthn")
        return response


class ProofByPasskey(ReauthenticateWebAuthnView):
    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        facts = super().get_context_data(**kwargs)
        return facts | {"options": for_the_browser(facts), "onward": next_of(self.request), "no_index": True}

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        """allauth would lead to the door, which leads somebody signed in away."""
        messages.error(self.request, str(words.PASSKEY_UNKNOWN))
        return redirect(with_next("accounts:proof", next_of(self.request)))


def for_the_browser(facts: dict[str, object]) -> str:
    """What allauth hands to a script in the page stands in an attribute here: no script is written into our pages."""
    found = facts["js_data"]
    return json.dumps(next(iter(found.values())), cls=DjangoJSONEncoder)


def _only_this_device(request: HttpRequest, kind: str) -> None:
    """Sessions from before end, so that every session of an account with a second factor has proved it (permissions)."""
    record_authentication(request, request.user, SECOND_FACTOR, type=kind, reauthenticated=True)
    end_other_sessions(request, request.user)
