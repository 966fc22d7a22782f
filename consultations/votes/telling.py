"""What follows an act in a vote: those are told who follow a plan on the paper, or speak for a body on the roll.

Runs after commit, and may fail by itself. Nothing is ever told of the casting of a ballot.
"""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from policylab.core.keys import key_of
from policylab.directory.models import Membership
from policylab.notices.services import notify, notify_people

from .models import Result, Vote
from .selectors import options_of

OPENED, ENROLLED, ADOPTED, NOT_ADOPTED = "vote.opened", "vote.enrolled", "vote.adopted", "vote.not_adopted"


def vote_opened(vote: Vote) -> None:
    ref = vote.phase.consultation.ref
    for option in options_of(vote):
        notify(
            subject=key_of(option.version.proposal),
            event=OPENED,
            facts={"title": option.version.title},
            url=reverse("votes:detail", args=[ref]),
        )
    bodies = vote.roll.exclude(organisation=None).values("organisation")
    speakers = Membership.objects.speaking().filter(organisation__in=bodies).values_list("user", flat=True)
    notify_people(
        users=list(speakers.distinct()), subject=key_of(vote), event=ENROLLED, url=reverse("votes:mine", args=[ref])
    )


def vote_counted(result: Result) -> None:
    vote = result.vote
    for option in options_of(vote):
        notify(
            subject=key_of(option.version.proposal),
            event=ADOPTED if option.letter in result.outcome["adopted"] else NOT_ADOPTED,
            facts={"title": option.version.title},
            url=reverse("votes:result", args=[vote.phase.consultation.ref]),
        )


def _opened(facts: dict[str, Any]) -> str:
    return _("«%(title)s» is put to the vote") % facts


def _enrolled(facts: dict[str, Any]) -> str:
    return _("An organisation you speak for is on the roll of a vote")


def _adopted(facts: dict[str, Any]) -> str:
    return _("«%(title)s» is adopted") % facts


def _not_adopted(facts: dict[str, Any]) -> str:
    return _("«%(title)s» is not adopted: read why") % facts


SENTENCES = {OPENED: _opened, ENROLLED: _enrolled, ADOPTED: _adopted, NOT_ADOPTED: _not_adopted}
