"""What is asked in a vote. What an officer is asked is in preparing_forms."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from policylab.core.fields import Line, Text

from .models import Option

REASON = 2_000


class BallotForm(forms.Form):
    """The choices, and with separated ballots the code and its signature. Nothing chosen is a blank paper."""

    choices = forms.MultipleChoiceField(
        label=_("Plans you approve"), required=False, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("What you approved is not on this ballot. Choose again.")},
    )  # fmt: skip
    code = Line(required=False, widget=forms.HiddenInput, max_length=40)
    signature = Line(required=False, widget=forms.HiddenInput, max_length=100)

    def __init__(self, *args, options: Sequence[Option], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["choices"].choices = [(option.letter, option.version.title) for option in options]


class NamedBallotForm(BallotForm):
    reason = Text(
        label=_("Reason"), required=False, max_length=REASON, rows=4,
        help_text=_("Published with the vote after closing, in the name of the organisation."),
    )  # fmt: skip


class CodeForm(forms.Form):
    """A receipt code, typed or pasted."""

    code = Line(
        label=_("Receipt code"),
        help_text=_("16 letters and digits, for example K7RM-4Q2X-9TDA-H3WP."),
        widget=forms.TextInput(
            attrs={"dir": "ltr", "autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
