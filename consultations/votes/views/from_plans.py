"""The vote from the plans that stand, in one press; then on to where everything is looked over."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from consultations.models import Consultation
from consultations.votes import services
from consultations.votes.enums import Method
from consultations.votes.models import Vote
from policylab.core.errors import Refused

from ._preparing import officers_desk


@officers_desk
def from_plans(request: HttpRequest, consultation: Consultation, vote: Vote | None) -> HttpResponse:
    if request.method != "POST" or vote is not None:
        return redirect("votes:open" if vote else "votes:prepare", consultation.ref)
    try:
        made = services.prepare_from_plans(user=request.user, consultation=consultation)
    except Refused as error:
        messages.error(request, str(error))
        return redirect("votes:prepare", consultation.ref)
    messages.success(request, _said(made))
    return redirect("votes:open", consultation.ref)


def _said(vote: Vote) -> str:
    if vote.method == Method.EQUAL_SHARES:
        return _(
            "Prepared from the plans, as a budget: compare the costs and the sum, which were read from the texts, before opening."
        )
    return _("Prepared from the plans. Everything can be changed until you open the vote.")
