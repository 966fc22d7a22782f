"""The three short forms: cards for a town, a card's code, a person at the desk."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from policylab.core.fields import Line

from .codes import is_like_a_code
from .sheet import IN_A_FILE


class BatchForm(forms.Form):
    size = forms.IntegerField(
        label=_("How many cards?"),
        min_value=1,
        max_value=IN_A_FILE,
        initial=100,
        help_text=_("Ten on a page. At most 300 in one file; make several for more."),
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
