"""What an officer writes after the count: what happened on the way, for the minutes; or why the vote is annulled."""

from django import forms
from django.utils.translation import gettext_lazy as _

from policylab.core.fields import Text

INCIDENTS, REASON = 10_000, 5_000


class CertifyForm(forms.Form):
    incidents = Text(
        label=_("What happened during the vote"),
        required=False,
        max_length=INCIDENTS,
        help_text=_("Breaks, complaints and how they were settled. It stands in the minutes, for good. Name nobody."),
    )
    read = forms.BooleanField(
        label=_("I have read these minutes, and certify the result in the name of the body that ran the vote."),
        error_messages={"required": _("Read the minutes and say so: a result is certified by somebody.")},
    )


class AnnulForm(forms.Form):
    reason = Text(
        label=_("Why is the vote annulled?"),
        max_length=REASON,
        help_text=_(
            "Everybody reads this above the result, for good; all who take part are told, by mail too. Name nobody."
        ),
        error_messages={"required": _("Say why it is annulled: everybody reads the reason, for good.")},
    )
    sure = forms.BooleanField(
        label=_("I know that it cannot be undone, and that the vote then decides nothing."),
        error_messages={"required": _("Confirm that you know it cannot be undone.")},
    )
