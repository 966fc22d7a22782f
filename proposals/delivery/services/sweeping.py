"""A date that passes by itself: those who answer for the milestone are told, once."""

from django.db import transaction
from django.db.models import F

from policylab.core.clock import db_now
from proposals.delivery import telling
from proposals.delivery.models import Milestone
from proposals.delivery.selectors import milestones_become_late
from proposals.delivery.standing import today_of

AT_ONCE = 200


def tell_of_late_milestones() -> int:
    """Safe twice and in two places at once: whoever marks the row first tells."""
    late = milestones_become_late(today_of(db_now()))[:AT_ONCE]
    return sum(_tell(milestone) for milestone in late)


@transaction.atomic
def _tell(milestone: Milestone) -> bool:
    """Mark and notices are one transaction: what fails is told at the next call."""
    still = Milestone.objects.open().filter(pk=milestone.pk, due_on=milestone.due_on)
    if not still.exclude(late_told_for=milestone.due_on).update(late_told_for=F("due_on")):
        return False
    telling.milestone_late(milestone)
    return True
