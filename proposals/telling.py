"""What follows an act on a plan: people are told, without names; search learns of it. Runs after commit, and may fail by itself.

Who wrote a plan follows it from then on, and so does who commits to it. Who backed it is told when its text changes: they
backed other words.
"""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from policylab.core.keys import key_of
from policylab.notices.services import follow, notify, notify_people

from .enums import Verdict
from .models import Answer, Commitment, Proposal, Version

REVISED, COMMITTED, WITHDRAWN = "plan.revised", "plan.committed", "plan.withdrawn"
ANSWERED = "plan.answered"


def plan_published(version: Version) -> None:
    follow(user=version.published_by, target=version.proposal)


def version_published(version: Version) -> None:
    about = _about(version.proposal, "compare", number=version.number)
    backers = set(version.proposal.supports.values_list("user_id", flat=True)) - {version.published_by_id}
    notify_people(users=sorted(backers), event=REVISED, **about)
    notify(event=REVISED, exclude={*backers, version.published_by_id}, **about)


def plan_withdrawn(proposal: Proposal) -> None:
    about = _about(proposal, "detail")
    backers = set(proposal.supports.values_list("user_id", flat=True)) - {proposal.author_id}
    notify_people(users=sorted(backers), event=WITHDRAWN, **about)
    notify(event=WITHDRAWN, exclude={*backers, proposal.author_id}, **about)


def commitment_made(commitment: Commitment) -> None:
    notify(event=COMMITTED, exclude={commitment.made_by_id}, **_about(commitment.proposal, "commitments"))
    follow(user=commitment.made_by, target=commitment.proposal)


def answered(answer: Answer) -> None:
    """Who follows the plan, and who backed it. An answer to a whole round concerns those who wrote its plans."""
    if answer.proposal is None:
        return
    about = _about(answer.proposal, "answer", verdict=answer.verdict)
    backers = set(answer.proposal.supports.values_list("user_id", flat=True)) - {answer.answered_by_id}
    notify_people(users=sorted(backers), event=ANSWERED, **about)
    notify(event=ANSWERED, exclude={*backers, answer.answered_by_id}, **about)


def _about(proposal: Proposal, name: str, **facts: Any) -> dict[str, Any]:
    title = proposal.current.title if proposal.current else ""
    return {
        "subject": key_of(proposal),
        "facts": {"title": title, **facts},
        "url": reverse(f"proposals:{name}", args=[proposal.ref]),
    }


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


SENTENCES = {REVISED: revised, COMMITTED: committed, WITHDRAWN: withdrawn, ANSWERED: told_of_answer}
