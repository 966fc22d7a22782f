"""The short forms: oneself, cards for a town, a card's code, a person at the desk, a register, a number in it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from policylab.core.fields import Line

from .codes import is_like_a_code
from .enums import AgeBand, Gender
from .models import CARDS_AT_MOST
from .numbers import Shape, fault_of, number_of
from .reading import BYTES_AT_MOST, Read, read_register
from .words import sentence_of

NOT_SAID = ("", _("I’d rather not say"))


class AboutMeForm(forms.Form):
    gender = forms.ChoiceField(
        label=_("You are"), choices=[NOT_SAID, *Gender.choices], required=False, widget=forms.RadioSelect
    )
    age_band = forms.ChoiceField(
        label=_("How old are you?"), choices=[NOT_SAID, *AgeBand.choices], required=False, widget=forms.RadioSelect
    )


class BatchForm(forms.Form):
    size = forms.IntegerField(
        label=_("How many cards?"),
        min_value=1,
        max_value=CARDS_AT_MOST,
        initial=100,
        help_text=_("Ten on a page, up to 2,000 in one file."),
    )


class CardForm(forms.Form):
    code = Line(
        label=_("Code on your card"),
        max_length=40,
        help_text=_("Three groups of four letters and digits. Small or capital letters do not matter."),
        widget=forms.TextInput(
            attrs={
                "dir": "ltr",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "data-from-hash": "",
            }
        ),
    )

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        if not is_like_a_code(code):
            raise ValidationError(
                _("A code has twelve letters and digits. None of them is 0, 1, 2, 5, 6, 8 or a vowel."), code="code"
            )
        return code


class DeskForm(forms.Form):
    address = forms.EmailField(
        label=_("The person’s e-mail address"), help_text=_("The one they sign in with, as they say it.")
    )
    saw_identity = forms.BooleanField(label=_("I saw a paper that says who they are"))
    saw_address = forms.BooleanField(label=_("I saw a paper that says that they live in this town"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["address"].widget.attrs |= {"dir": "ltr", "autocomplete": "off"}


class RegisterForm(forms.Form):
    """Gives a `Read`. The file is read once, in memory or from the upload's own temporary file, and is gone with the request."""

    file = forms.FileField(
        label=_("The list as a CSV file"),
        help_text=_("One number on a line; other columns are not looked at. Up to 5 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
        allow_empty_file=True,
    )
    column = Line(
        label=_("Which column?"),
        max_length=60,
        required=False,
        help_text=_("Its heading or its place: 2 is the second. Leave it empty if only one looks like numbers."),
    )
    fill_zeros = forms.BooleanField(
        label=_("Put back zeros in front"),
        required=False,
        help_text=_("A spreadsheet makes 1234567 of 01234567. Tick this if numbers came out too short."),
    )

    def __init__(self, *args: Any, shape: Shape, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.shape = shape
        if not shape.zeros_may_be_lost:
            del self.fields["fill_zeros"]

    def clean_file(self) -> Any:
        if self.cleaned_data["file"].size > BYTES_AT_MOST:
            raise ValidationError(_("This file has more than 5 MB. Keep the column of numbers alone."), code="size")
        return self.cleaned_data["file"]

    def read(self) -> Read:
        """Raises Refused with what is wrong with the file."""
        given = self.cleaned_data
        content = given["file"].read(BYTES_AT_MOST + 1)
        return read_register(content, self.shape, column=given["column"], fill_zeros=given.get("fill_zeros", False))


class NumberForm(forms.Form):
    number = Line(
        label=_("Number of your identity card"),
        max_length=40,
        help_text=_("As it stands on the card, with the zeros in front."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, shape: Shape, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.shape = shape
        if shape.digits_only:
            self.fields["number"].widget.attrs["inputmode"] = "numeric"

    def clean_number(self) -> str:
        number = number_of(self.cleaned_data["number"])
        fault = fault_of(number, self.shape)
        if fault:
            raise ValidationError(sentence_of(fault, self.shape), code=fault.value)
        return number
