"""One question: in which of the colleges one stands in one votes."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .college_words import Offer


class CollegeForm(forms.Form):
    college = forms.ChoiceField(
        label=_("In which college do you vote?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of the colleges."),
            "invalid_choice": _("Choose one of the colleges."),
        },
    )

    def __init__(self, *args: Any, offers: Iterable[Offer], **kwargs: Any):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["college"]
        field.choices = [(offer.college.value, offer.college.label) for offer in offers]
