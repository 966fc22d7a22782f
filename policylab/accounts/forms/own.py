"""What one says and changes about oneself."""

from typing import Any

from allauth.account.forms import ReauthenticateForm
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.core import context
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from policylab.core.fields import Line
from policylab.territories.fields import TerritoryField

from .entrance import NextForm, address_field, password_field


class ProfileForm(forms.Form):
    display_name = Line(
        label=_("The name others see"),
        max_length=80,
        help_text=_("It stands beside what you write. It need not be the name in your papers."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname", "dir": "auto"}),
    )
    language = forms.ChoiceField(
        label=_("The language of your mails"),
        choices=settings.LANGUAGES,
        help_text=_("Pages have their own choice, above."),
    )
    territory = TerritoryField(
        label=_("Where you live"),
        required=False,
        help_text=_("Some votes are for the people of one place. You can leave it out now. Others never see it."),
    )

    def clean_display_name(self) -> str:
        name = self.cleaned_data["display_name"]
        if "@" in name:
            raise ValidationError(_("Everybody would see this address. Choose a name without one."), code="address")
        if not any(letter.isalnum() for letter in name):
            raise ValidationError(_("A name has at least one letter."), code="letters")
        return name


class WelcomeForm(NextForm, ProfileForm):
    pass


class AddressForm(forms.Form):
    email = address_field(help_text=_("We send a code there. Until you type it, nothing changes."))

    def __init__(self, *args: Any, current: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.current = current
        self.fields["email"].label = _("Your new e-mail address")

    def clean_email(self) -> str:
        address = self.cleaned_data["email"].lower()
        if address == self.current:
            raise ValidationError(_("This is the address you have now."), code="same")
        return address


class PasswordForm(forms.Form):
    password = password_field(
        "new-password",
        label=_("Your new password"),
        help_text=_(
            "At least 8 characters: a short sentence is easy to keep in mind. Forgotten, a code by e-mail opens the account."
        ),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        validate_password(self.cleaned_data["password"], self.user)
        return self.cleaned_data["password"]


class PasswordProofForm(ReauthenticateForm):
    """allauth's own: wrong passwords count where those of the door do."""

    password = password_field("current-password", label=_("Your password"))

    def record_proof(self) -> None:
        reauthenticate_by_password(context.request)


class DeleteForm(forms.Form):
    sure = forms.BooleanField(
        label=_("Delete my account for good"),
        error_messages={"required": _("Tick this if you want to leave. Otherwise go back: nothing has happened.")},
    )
