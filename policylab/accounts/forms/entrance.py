"""The door: an address, a code; or a password."""

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _

from policylab.accounts.addresses import local

LONGEST_PASSWORD = 500


def address_field(**kwargs: Any) -> forms.EmailField:
    widget = forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email", "dir": "ltr"})
    return forms.EmailField(label=_("Your e-mail address"), max_length=254, widget=widget, **kwargs)


def password_field(autocomplete: str, **kwargs: Any) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete, "dir": "ltr"})
    return forms.CharField(widget=widget, strip=False, max_length=LONGEST_PASSWORD, **kwargs)


def code_field(**kwargs: Any) -> forms.CharField:
    attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "code", "dir": "ltr", "autofocus": True}
    return forms.CharField(max_length=40, widget=forms.TextInput(attrs=attrs), **kwargs)


class NextForm(forms.Form):
    """A form that leads on to another page of this site."""

    next = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_next(self) -> str:
        return local(self.cleaned_data["next"])


class DoorForm(NextForm):
    email = address_field()

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()


class CodeForm(forms.Form):
    code = code_field(label=_("The six digits"))


class PasswordSignInForm(LoginForm):
    password = password_field("current-password", label=_("Your password"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["login"] = address_field()
        self.order_fields(["login", "password"])

    def _setup_password_field(self) -> None:
        """allauth drops the field where signing up asks for no password; here it is the second way in."""
