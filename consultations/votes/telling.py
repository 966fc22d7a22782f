"""What follows an act in a vote: those are told who follow the consultation or a plan on the paper, or speak for a body on the
roll. A vote is followed by following its consultation.

Runs after commit, and may fail by itself. Nothing is ever told of the casting of a ballot, and who has cast one hears of the end
like everybody else: a notice that left them out would say so.
"""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from consultations.audience import EVERYBODY
from consultations.enums import PhaseKind
from consultations.models import Phase
from consultations.telling import REASON_SHOWN, facts_of, saying
from policylab.core.keys import key_of
from policylab.directory.models import Membership
from policylab.notices.enums import Kind
from policylab.notices.services import notify, notify_people
from proposals.models import Version

from .enums import Method
from .models import Annulment, Option, Result, Vote
from .selectors import options_of

OPENED, ENROLLED, ADOPTED, NOT_ADOPTED = "vote.opened", "vote.enrolled", "vote.adopted", "vote.not_adopted"
FUNDED, NOT_FUNDED = "vote.funded", "vote.not_funded"
BEGINS, ENDS_SOON, COUNTED = "vote.begins", "vote.ends_soon", "vote.counted"
CERTIFIED, ANNULLED = "vote.certified", "vote.annulled"
PHASES = {PhaseKind.VOTE}


def vote_opened(vote: Vote) -> None:
    ref = vote.phase.consultation.ref
    for _option, version in _plans_on(vote):
        notify(
            subject=key_of(version.proposal),
            event=OPENED,
            facts={"title": version.title},
            url=reverse("votes:detail", args=[ref]),
        )
    bodies = vote.roll.exclude(organisation=None).values("organisation")
    speakers = Membership.objects.speaking().filter(organisation__in=bodies).values_list("user", flat=True)
    notify_people(
        users=list(speakers.distinct()), subject=key_of(vote), event=ENROLLED, url=reverse("votes:mine", args=[ref])
    )


def vote_counted(result: Result) -> None:
    vote = result.vote
    chosen, others = (FUNDED, NOT_FUNDED) if vote.method == Method.EQUAL_SHARES else (ADOPTED, NOT_ADOPTED)
    for option, version in _plans_on(vote):
        notify(
            subject=key_of(version.proposal),
            event=chosen if option.letter in result.outcome["adopted"] else others,
            facts={"title": version.title},
            url=reverse("votes:result", args=[vote.phase.consultation.ref]),
        )
    consultation = vote.phase.consultation
    notify(
        subject=key_of(consultation),
        event=COUNTED,
        facts=facts_of(consultation),
        url=reverse("votes:result", args=[consultation.ref]),
        but_followers_of=_keys_of_plans(vote),
    )


def vote_certified(vote: Vote) -> None:
    """Those who were told of the result, once each."""
    _tell_followers(vote, CERTIFIED, facts_of(vote.phase.consultation), "votes:minutes")


def vote_annulled(annulment: Annulment) -> None:
    """All who take part, those on the roll among them: what they were told to be decided is not."""
    vote = annulment.vote
    consultation = vote.phase.consultation
    facts = facts_of(consultation) | {"reason": Truncator(annulment.reason).chars(REASON_SHOWN)}
    _tell_followers(vote, ANNULLED, facts, "votes:result", audience=EVERYBODY)


def _tell_followers(vote: Vote, event: str, facts: dict[str, Any], page: str, **more: Any) -> None:
    """Of the consultation and of the plans, once each whoever follows several; `more` for the consultation's."""
    consultation = vote.phase.consultation
    subjects, url = [key_of(consultation), *_keys_of_plans(vote)], reverse(page, args=[consultation.ref])
    for place, subject in enumerate(subjects):
        notify(
            subject=subject, event=event, facts=facts, url=url, but_followers_of=subjects[:place],
            **(more if not place else {}),
        )  # fmt: skip


def voting_begins(phase: Phase, closes_at: datetime | None) -> None:
    _tell_everybody(phase, BEGINS, closes_at)


def voting_ends_soon(phase: Phase, closes_at: datetime | None) -> None:
    _tell_everybody(phase, ENDS_SOON, closes_at)


def _tell_everybody(phase: Phase, event: str, closes_at: datetime | None) -> None:
    """Once each, whoever follows the consultation and several of the plans."""
    _tell_followers(phase.votes.get(), event, facts_of(phase.consultation, closes_at), "votes:detail")


def _plans_on(vote: Vote) -> list[tuple[Option, Version]]:
    """Candidates for a seat have nobody who follows them."""
    return [(option, option.version) for option in options_of(vote) if option.version]


def _keys_of_plans(vote: Vote) -> list[str]:
    return [key_of(version.proposal) for _option, version in _plans_on(vote)]


def _opened(facts: dict[str, Any]) -> str:
    return _("«%(title)s» is put to the vote") % facts


def _enrolled(facts: dict[str, Any]) -> str:
    return _("An organisation you speak for is on the roll of a vote")


def _adopted(facts: dict[str, Any]) -> str:
    return _("«%(title)s» is adopted") % facts


def _not_adopted(facts: dict[str, Any]) -> str:
    return _("«%(title)s» is not adopted: read why") % facts


def _funded(facts: dict[str, Any]) -> str:
    return _("«%(title)s» is funded") % facts


def _not_funded(facts: dict[str, Any]) -> str:
    return _("«%(title)s» is not funded: read why") % facts


SENTENCES = {
    OPENED: _opened,
    ENROLLED: _enrolled,
    ADOPTED: _adopted,
    NOT_ADOPTED: _not_adopted,
    FUNDED: _funded,
    NOT_FUNDED: _not_funded,
    # Translators: %(when)s begins with the weekday, "Monday 14 December 2026 at 18:00"
    BEGINS: saying(lambda: _("The vote on «%(title)s» has begun, until %(when)s")),
    # Translators: %(when)s begins with the weekday, "Monday 14 December 2026 at 18:00"
    ENDS_SOON: saying(lambda: _("Two days left to vote on «%(title)s», until %(when)s")),
    COUNTED: saying(lambda: _("The votes on «%(title)s» are counted: see the result")),
    CERTIFIED: saying(lambda: _("The result of the vote on «%(title)s» is certified: read the minutes")),
    ANNULLED: saying(lambda: _("The vote on «%(title)s» was annulled: %(reason)s")),
}
KINDS = {
    OPENED: Kind.DECIDED,
    ENROLLED: Kind.MINE,
    ADOPTED: Kind.DECIDED,
    NOT_ADOPTED: Kind.DECIDED,
    FUNDED: Kind.DECIDED,
    NOT_FUNDED: Kind.DECIDED,
    BEGINS: Kind.DECIDED,
    ENDS_SOON: Kind.DATES,
    COUNTED: Kind.DECIDED,
    CERTIFIED: Kind.DECIDED,
    ANNULLED: Kind.DECIDED,
}
