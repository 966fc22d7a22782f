"""The last step of preparing: everything once more, what is still missing, and the button that fixes it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from consultations.models import Consultation
from consultations.votes import services
from consultations.votes.models import Vote
from consultations.votes.rule_words import rule_of
from consultations.votes.selectors import citizens_for_the_roll, colleges_of, options_of
from consultations.votes.services.opening import secrecy_for, why_not_open
from consultations.votes.tiles import how, size_in_words
from policylab.core.errors import Refused
from policylab.directory.enums import College

from ._preparing import officers_desk, once_begun, show


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
    return show(
        request, consultation, vote, "open", why=why, options=options_of(vote), colleges=_sizes(consultation, vote),
        rule=rule_of(vote), phase=vote.phase, status=409 if why else 200,
    )  # fmt: skip


def _sizes(consultation: Consultation, vote: Vote) -> list[dict[str, Any]]:
    """Per college: how many, how they will vote, and what is still missing."""
    rows = []
    for college in colleges_of(consultation):
        bodies = vote.roll.filter(college=college).count()
        size = citizens_for_the_roll(consultation).count() if college == College.CITIZEN else bodies
        rows.append(
            {
                "college": college,
                "size": size_in_words(size),
                "how": how(secrecy_for(college, size)),
                "missing": why_not_open(college, size, consultation.voice),
            }
        )
    return rows
