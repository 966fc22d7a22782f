"""What follows an act of delivery: who follows the plan is told; of a date that passed, first those who answer for it.

Who follows what the plan was asked for hears of what matters there, in the mail of the day: what is done, and what is overdue.

But for a date that passed, it runs after the commit, and may fail by itself.
"""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from policylab.core.keys import key_of
from policylab.directory.enums import Role
from policylab.directory.models import Membership
from policylab.notices.enums import Kind
from policylab.notices.services import notify, notify_people
from proposals.models import Proposal
from proposals.telling import subjects_of

from .models import Measurement, Milestone, MilestoneReport
from .selectors import text_of

DONE, MOVED, LATE, MEASURED = "milestone.done", "milestone.moved", "milestone.late", "plan.measured"
OVERDUE = "milestone.overdue"


def milestone_done(report: MilestoneReport) -> None:
    _tell_around(DONE, report.milestone, {report.reported_by_id})


def milestone_moved(report: MilestoneReport) -> None:
    milestone = report.milestone
    notify(event=MOVED, exclude={report.reported_by_id}, **_about(milestone.proposal, milestone=milestone.title))


def measured(reading: Measurement) -> None:
    about = _about(reading.indicator.proposal, indicator=reading.indicator.name)
    notify(event=MEASURED, exclude={reading.reported_by_id}, **about)


def milestone_late(milestone: Milestone) -> None:
    """Whoever speaks for the body that answers for it, and the officers of the town hall that asked for plans, are asked to say
    how it stands; all others who follow are told."""
    asked_by = milestone.proposal.round.asked_by_id
    answers = Q(organisation=milestone.organisation_id) | Q(organisation=asked_by, role=Role.OFFICER)
    users = set(Membership.objects.speaking().filter(answers).values_list("user", flat=True))
    notify_people(users=sorted(users), event=LATE, **_about(milestone.proposal, milestone=milestone.title))
    _tell_around(OVERDUE, milestone, users)


def _tell_around(event: str, milestone: Milestone, exclude: set[int]) -> None:
    """Followers of the plan, and of what it was asked for; who follows both hears it once."""
    about = _about(milestone.proposal, milestone=milestone.title)
    notify(event=event, exclude=exclude, **about)
    for subject in subjects_of(milestone.proposal.round):
        told = about | {"subject": subject}
        notify(event=event, exclude=exclude, but_followers_of=[key_of(milestone.proposal)], **told)


def _about(proposal: Proposal, **facts: Any) -> dict[str, Any]:
    return {
        "subject": key_of(proposal),
        "facts": {"title": text_of(proposal).title, **facts},
        "url": reverse("delivery:detail", args=[proposal.ref]),
    }


def _done(facts: dict[str, Any]) -> str:
    return _("«%(title)s»: «%(milestone)s» is done") % facts


def _moved(facts: dict[str, Any]) -> str:
    return _("«%(title)s»: the date of «%(milestone)s» was moved, read why") % facts


def _late(facts: dict[str, Any]) -> str:
    return _("«%(title)s»: the date of «%(milestone)s» has passed. Say in public how it stands.") % facts


def _overdue(facts: dict[str, Any]) -> str:
    return _("«%(title)s»: the date of «%(milestone)s» has passed, and it is not done yet") % facts


def _measured(facts: dict[str, Any]) -> str:
    return _("«%(title)s»: there is a new figure for «%(indicator)s»") % facts


SENTENCES = {DONE: _done, MOVED: _moved, LATE: _late, OVERDUE: _overdue, MEASURED: _measured}
# A date that passed asks something of those who hear of it.
KINDS = {LATE: Kind.MINE}
