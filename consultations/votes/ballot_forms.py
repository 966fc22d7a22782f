"""What a voter sends: the choices as the paper of each method writes them, the code with its signature, a reason by name."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.tallies.notation import Choices, canonical
from consultations.tallies.types import MalformedTally
from policylab.core.fields import Line, Text

from .enums import Method
from .models import Option
from .papers import ABSTAIN

REASON = 2_000
CHOICES, GRADE = "choices", "grade-"


def as_fields(method: str, choices: Choices) -> list[tuple[str, str]]:
    """Names and values under which a form carries choices on to the next screen."""
    if isinstance(choices, dict):
        return [(f"{GRADE}{letter}", str(grade)) for letter, grade in choices.items()]
    if method == Method.YES_NO:
        return [(CHOICES, next(iter(choices), ABSTAIN))]
    return [(CHOICES, one) for one in choices]


def as_sent(method: str, data: Any) -> Any:
    """The other way: whatever came, for `canonical` to judge. None where yes or no was asked and nothing said."""
    if method == Method.MAJORITY_JUDGEMENT:
        graded = {name.removeprefix(GRADE): value for name, value in data.items() if name.startswith(GRADE)}
        return {letter: int(grade) if grade in set("01234") else grade for letter, grade in graded.items()}
    sent = list(dict.fromkeys(data.getlist(CHOICES)))
    if method == Method.YES_NO:
        return [one for one in sent if one != ABSTAIN] if sent else None
    return sent


class BallotForm(forms.Form):
    """`cleaned_data["choices"]` is canonical (tallies.notation); `sent` is what was chosen so far, sound or not."""

    code = Line(required=False, widget=forms.HiddenInput, max_length=40)
    signature = Line(required=False, widget=forms.HiddenInput, max_length=100)

    def __init__(self, *args: Any, method: str, options: Sequence[Option], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.method, self.letters = method, [option.letter for option in options]

    @property
    def sent(self) -> Any:
        if self.is_bound:
            return as_sent(self.method, self.data)
        empty: Choices | None = {Method.MAJORITY_JUDGEMENT: {}, Method.YES_NO: None}.get(Method(self.method), [])
        return self.initial.get(CHOICES, empty)

    def clean(self) -> Mapping[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        sent = self.sent
        if sent is None:
            raise forms.ValidationError(_("Say yes, no, or that you abstain."))
        try:
            cleaned[CHOICES] = canonical(self.method, self.letters, sent)
        except MalformedTally:
            raise forms.ValidationError(_("What you chose is not on this ballot. Choose again.")) from None
        return cleaned


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
