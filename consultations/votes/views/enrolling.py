"""Entering an open roll: one press, for oneself."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from consultations.votes import services
from consultations.votes.enums import VoteStatus
from consultations.votes.services.choosing import OtherCollege
from policylab.core.errors import Refused

from ._vote import vote_or_404


@login_required
def enter(request: HttpRequest, ref: str) -> HttpResponse:
    """Whoever comes by the address alone (after signing in) presses there; then the ballot, if the vote is open."""
    vote = vote_or_404(request, ref)
    if vote.status == VoteStatus.PREPARED:
        raise Http404
    if request.method == "POST":
        try:
            services.enter_roll(user=request.user, vote=vote)
        except OtherCollege as other:
            messages.error(request, str(other))
            return redirect("votes:college", ref)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("You stand on the roll. The list is shown to nobody."))
    return redirect("votes:mine", ref)
