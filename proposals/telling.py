"""What follows an act on a plan: people are told, without names; search learns of it. Runs after commit, and may fail by itself.

Who wrote a plan follows it from then on, and so does who backs it or commits to it, unless they stopped following it before.
"""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from policylab.core.keys import key_of
from policylab.notices.enums import Kind
from policylab.notices.services import follow_along, notify

from .enums import Verdict
from .models import Answer, Commitment, Proposal, Round, Support, Version

PROPOSED, REVISED, COMMITTED, WITHDRAWN = "plan.proposed", "plan.revised", "plan.committed", "plan.withdrawn"
ANSWERED, ANSWERED_WITHIN = "plan.answered", "plan.answered_within"
# Filled by whoever opens rounds: the subject («app.model:pk») under which a round's plans are followed, or nothing.
round_subjects: list[Callable[[Round], str]] = []
# Filled likewise: tells those who follow what plans were asked for that all of them are answered, in general.
round_answered: list[Callable[[Answer], None]] = []


def plan_published(version: Version) -> None:
    """Who follows what it was asked for hears of each plan."""
    about = _about(version.proposal, "detail")
    for subject in subjects_of(version.proposal.round):
        notify(event=PROPOSED, exclude={version.published_by_id}, **about | {"subject": subject})
    follow_along(user=version.published_by, target=version.proposal)


def plan_supported(support: Support) -> None:
    follow_along(user=support.user, target=support.proposal)


def version_published(version: Version) -> None:
    about = _about(version.proposal, "compare", number=version.number)
    notify(event=REVISED, exclude={version.published_by_id}, **about)


def plan_withdrawn(proposal: Proposal) -> None:
    notify(event=WITHDRAWN, exclude={proposal.author_id}, **_about(proposal, "detail"))


def commitment_made(commitment: Commitment) -> None:
    notify(event=COMMITTED, exclude={commitment.made_by_id}, **_about(commitment.proposal, "commitments"))
    follow_along(user=commitment.made_by, target=commitment.proposal)


def answered(answer: Answer) -> None:
    """Who follows the plan, as all do who wrote, backed or discussed it; with the news of the day who follows what it was asked
    for, because many plans are answered there. An answer to a whole round is told to these alone."""
    plan, by = answer.proposal, {answer.answered_by_id}
    if plan is None:
        for tell in round_answered:
            tell(answer)
        return
    about = _about(plan, "answer", verdict=answer.verdict)
    notify(event=ANSWERED, exclude=by, **about)
    for subject in subjects_of(plan.round):
        told = about | {"subject": subject}
        notify(event=ANSWERED_WITHIN, exclude=by, but_followers_of=[key_of(plan)], **told)


def subjects_of(round: Round) -> list[str]:
    """What the plans of this round are followed under, beside each of them."""
    return [subject for of in round_subjects if (subject := of(round))]


def _about(proposal: Proposal, name: str, **facts: Any) -> dict[str, Any]:
    title = proposal.current.title if proposal.current else ""
    return {
        "subject": key_of(proposal),
        "facts": {"title": title, **facts},
        "url": reverse(f"proposals:{name}", args=[proposal.ref]),
    }


def proposed(facts: dict[str, Any]) -> str:
    return _("New plan in a consultation you follow: «%(title)s»") % facts


def revised(facts: dict[str, Any]) -> str:
    return _("«%(title)s» has a new version, number %(number)s") % facts


def committed(facts: dict[str, Any]) -> str:
    return _("Somebody made a commitment to «%(title)s»") % facts


def withdrawn(facts: dict[str, Any]) -> str:
    return _("«%(title)s» was withdrawn by those who wrote it") % facts


def told_of_answer(facts: dict[str, Any]) -> str:
    if facts["verdict"] == Verdict.ADOPTED:
        return _("«%(title)s» is answered: adopted") % facts
    if facts["verdict"] == Verdict.PARTLY:
        return _("«%(title)s» is answered: adopted in part") % facts
    return _("«%(title)s» is answered: declined, with the reasons") % facts


SENTENCES = {
    PROPOSED: proposed,
    REVISED: revised,
    COMMITTED: committed,
    WITHDRAWN: withdrawn,
    ANSWERED: told_of_answer,
    ANSWERED_WITHIN: told_of_answer,
}
KINDS = {ANSWERED: Kind.DECIDED, WITHDRAWN: Kind.DECIDED}
