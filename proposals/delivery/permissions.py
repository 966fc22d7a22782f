"""Who may say what of the delivery of a plan: one `can_...` for each act. Everybody reads all of it.

It begins with the authority's answer that adopts the plan and has no end: a promise can be kept, or found broken, at any time.
"""

from typing import Any

from policylab.directory.models import Organisation
from proposals.models import Proposal
from proposals.selectors import is_adopted, is_standing

from .models import Indicator, Milestone
from .selectors import bodies_of, body_for


def delivers(proposal: Proposal) -> bool:
    return is_standing(proposal) and is_adopted(proposal)


def can_promise_milestone(user: Any, proposal: Proposal, organisation: Organisation | None = None) -> bool:
    """Who speaks for a body that carries the plan promises in its name; an officer of the town hall that asked for plans
    may write down what any of them promised, because the town hall answers for the whole."""
    if not delivers(proposal):
        return False
    mine = bodies_of(user, proposal)
    if organisation is None or proposal.round.asked_by in mine:
        return bool(mine)
    return organisation in mine


def can_tick_milestone(user: Any, milestone: Milestone) -> bool:
    """Who speaks for the body that answers for it, or an officer of the town hall; nobody else's word for it counts."""
    return delivers(milestone.proposal) and body_for(user, milestone) is not None


def can_move_milestone(user: Any, milestone: Milestone) -> bool:
    """Whoever may tick it. The first promise stays to be read, so moving hides nothing."""
    return can_tick_milestone(user, milestone)


def can_explain_milestone(user: Any, milestone: Milestone) -> bool:
    """Whoever may tick it."""
    return can_tick_milestone(user, milestone)


def can_untick_milestone(user: Any, milestone: Milestone) -> bool:
    """Whoever may tick it: a tick was a mistake, or what was there is gone. What was said stays to be read."""
    return can_tick_milestone(user, milestone)


def can_add_indicator(user: Any, proposal: Proposal) -> bool:
    """Whoever promises: what success is measured by is agreed among those who carry the plan."""
    return can_promise_milestone(user, proposal)


def can_record_measurement(user: Any, indicator: Indicator) -> bool:
    """Whoever carries the plan; each reading names its source and the body that gives it."""
    return can_promise_milestone(user, indicator.proposal)


def can_strike_measurement(user: Any, indicator: Indicator) -> bool:
    """Whoever may add one; the reading stays to be read with the reason, so striking it hides nothing."""
    return can_record_measurement(user, indicator)
