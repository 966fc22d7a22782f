"""Forms for who reads free replies."""

from django import forms
from django.utils.translation import gettext_lazy as _

from policylab.core.fields import Line


class CodeForm(forms.Form):
    title = Line(label=_("A new code"), max_length=80, help_text=_("In a few words: “too far”, “opening hours”."))


class WithholdForm(forms.Form):
    reason = Line(
        label=_("Why is it left out?"),
        max_length=300,
        help_text=_(
            "Such as: it names a neighbour; it insults somebody. Everybody reads how many are left out, not why."
        ),
    )


class ReleaseForm(forms.Form):
    read = forms.BooleanField(label=_("I have read these replies, and left out what harms somebody."))
