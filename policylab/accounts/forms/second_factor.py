"""allauth's forms of the second factor with our words; digits of any keyboard."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from policylab.accounts.codes import digits_of
from policylab.core.fields import Line

from .entrance import code_field

ONCE_FOR = 120  # seconds: longer than any code of an app is good for, so that none opens twice


class Digits:
    """Takes the digits of what was typed, and each code once."""

    def clean_code(self) -> str:
        digits = self.cleaned_data["code"] = digits_of(self.cleaned_data["code"])
        super().clean_code()
        if not cache.add(f"second-factor:{self.user.pk}:{digits}", 1, timeout=ONCE_FOR):
            raise get_adapter().validation_error("incorrect_code")
        return digits


class SecondFactorForm(Digits, AuthenticateForm):
    code = code_field(label=_("The six digits of your app, or a recovery code"))


class ProofBySecondFactorForm(Digits, ReauthenticateForm):
    code = code_field(label=_("The six digits of your app, or a recovery code"))


class AppForm(Digits, ActivateTOTPForm):
    code = code_field(label=_("The six digits the app shows"))


class PasskeyName(forms.Form):
    name = Line(label=_("A name to tell it by"), max_length=60, required=False, help_text=_("For example: my phone."))


class AddPasskeyForm(AddWebAuthnForm):
    name = PasskeyName.base_fields["name"]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].label = _("It opens the account by itself")
        self.fields["passwordless"].help_text = _(
            "Then the phone's fingerprint, face or PIN is enough, without a code by e-mail."
        )
        self.order_fields(["name", "passwordless"])


class EditPasskeyForm(EditWebAuthnForm):
    name = Line(label=_("A name to tell it by"), max_length=60)
