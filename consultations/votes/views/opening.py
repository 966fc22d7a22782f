"""The last step of preparing: everything looked over, written out once more, and the button that fixes it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from consultations.models import Consultation
from consultations.votes import services
from consultations.votes.models import Vote
from consultations.votes.preflight import look_over, stops
from consultations.votes.roll_words import roll_of_vote
from consultations.votes.rule_words import rule_of
from consultations.votes.selectors import colleges_of, options_of
from policylab.core.clock import db_now
from policylab.core.errors import Refused

from ._preparing import officers_desk, once_begun, show
from .rehearsing import rehearsals


@officers_desk
@once_begun
def open_it(request: HttpRequest, consultation: Consultation, vote: Vote) -> HttpResponse:
    why = ""
    if request.method == "POST":
        try:
            services.open_vote(user=request.user, vote=vote)
        except Refused as error:
            why = str(error)
        else:
            messages.success(request, _("The vote is opened. Its plans, its roll and its rule do not change any more."))
            return redirect("votes:detail", consultation.ref)
    lines, options = look_over(vote, db_now()), options_of(vote)
    rolls = roll_of_vote(vote, colleges_of(consultation))
    return show(
        request, consultation, vote, "open", why=why, options=options, lines=lines, stopped=stops(lines),
        rehearsal=rehearsals(vote) if options else [], rule=rule_of(vote), rolls=rolls, phase=vote.phase,
        status=409 if why else 200,
    )  # fmt: skip
