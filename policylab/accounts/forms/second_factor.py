"""allauth's forms of the second factor with our words; digits of any keyboard."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from policylab.accounts.codes import digits_of
from policylab.accounts.words import PASSKEY_UNKNOWN
from policylab.core.fields import Line

from .entrance import code_field

LONGEST_CREDENTIAL = 20_000
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

    def record_proof(self) -> None:
        self.save()


class AppForm(Digits, ActivateTOTPForm):
    code = code_field(label=_("The six digits the app shows"))


class Passkey:
    """What a browser says of a passkey has a shape; anything else is refused before allauth stumbles over it."""

    def clean_credential(self) -> Any:
        self.cleaned_data["credential"] = _shaped(self.cleaned_data["credential"])
        inherited = getattr(super(), "clean_credential", None)
        return _checked(inherited) if inherited else self.cleaned_data["credential"]

    def clean(self) -> Any:
        return _checked(super().clean)


class CredentialField(forms.JSONField):
    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(str(value or "")[:LONGEST_CREDENTIAL])
        except RecursionError as error:
            raise unknown_passkey() from error

    def bound_data(self, data: Any, initial: Any) -> Any:
        """A refused one is not shown again: the browser makes a new one."""
        return None


def unknown_passkey() -> ValidationError:
    return ValidationError(PASSKEY_UNKNOWN, code="passkey")


def _shaped(said: Any) -> dict[str, Any]:
    words = said.get("response") if isinstance(said, dict) else None
    whole = isinstance(words, dict) and all(isinstance(said.get(name), str) for name in ("id", "rawId"))
    if not whole or not all(isinstance(value, str | list | None) for value in words.values()):
        raise unknown_passkey()
    return said


def _checked(check: Callable[[], Any]) -> Any:
    try:
        return check()
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise unknown_passkey() from error


class PasskeySignInForm(Passkey, LoginWebAuthnForm):
    credential = CredentialField(widget=forms.HiddenInput)


class PasskeySecondForm(Passkey, AuthenticateWebAuthnForm):
    credential = CredentialField(widget=forms.HiddenInput)


class PasskeyProofForm(Passkey, ReauthenticateWebAuthnForm):
    credential = CredentialField(widget=forms.HiddenInput)


class AddPasskeyForm(Passkey, AddWebAuthnForm):
    name = Line(label=_("A name to tell it by"), max_length=60, required=False, help_text=_("For example: my phone."))
    credential = CredentialField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].label = _("It opens the account by itself")
        self.fields["passwordless"].help_text = _(
            "Then the phone's fingerprint, face or PIN is enough, without a code by e-mail."
        )
        self.order_fields(["name", "passwordless"])


class EditPasskeyForm(EditWebAuthnForm):
    name = Line(label=_("A name to tell it by"), max_length=60)
