"""What is asked around a sheet of paper: how many to print, and, when one is entered, its number."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

LARGEST_NUMBER = 99_999
COPIES_AT_MOST = 100
# What one PDF holds: it is laid out while the officer waits.
IN_A_FILE = 20
WAITS = (1, 3, 7, 14)


class PrintForm(forms.Form):
    """Sent by GET: printing changes nothing."""

    first = forms.IntegerField(
        label=_("First number"), min_value=1, max_value=LARGEST_NUMBER, initial=1,
        help_text=_("Each copy carries its number, so that none is entered twice. Print the next ones with higher numbers."),
    )  # fmt: skip
    copies = forms.IntegerField(
        label=_("How many copies?"), min_value=1, max_value=COPIES_AT_MOST, initial=10,
        help_text=_("At most 100 at once; up to 20 also as a PDF."),
    )  # fmt: skip

    def numbers(self) -> range:
        given = self.cleaned_data
        return range(given["first"], given["first"] + given["copies"])


class WaitForm(forms.Form):
    """How long the count waits for papers that are still to be typed in."""

    days = forms.TypedChoiceField(
        label=_("How long do you need to enter the papers, after the end?"), coerce=int,
        help_text=_("The results come when this time is over, and everybody reads when that is."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        given = [(days, ngettext("%(days)s day", "%(days)s days", days) % {"days": days}) for days in WAITS]
        self.fields["days"].choices = [(0, _("No time: count at once")), *given]


class PaperForm(forms.Form):
    paper = forms.IntegerField(
        label=_("Number on the paper"), min_value=1, max_value=LARGEST_NUMBER + COPIES_AT_MOST,
        help_text=_("At its top: No. 0017 is 17."),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language it was filled in"), choices=settings.LANGUAGES)
    left_empty = forms.BooleanField(
        label=_("What is marked below as missing was left empty on the paper"), required=False
    )

    def __init__(self, *args: Any, asks_about_gaps: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not asks_about_gaps:
            del self.fields["left_empty"]
