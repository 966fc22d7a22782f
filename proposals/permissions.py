"""Who may do what to a plan, and when: one `can_...` for each act. `now` is the database's instant (core.clock.db_now).

Voting is bound to a territory; talking is not. Whoever has an account may propose, support and commit in any town's round:
good ideas and helping hands come from next door too, and what counts in the end is the vote, where the roll is checked.
An editor, a facilitator, an officer or an administrator has no more hand in other people's words than anybody else; the officer
of the body that asked has one act of their own: the answer.
"""

from datetime import datetime
from typing import Any

from policylab.directory.models import Organisation
from policylab.directory.permissions import can_run_consultations

from .answers import answer_period
from .enums import Act, ProposalStatus
from .models import Commitment, Proposal, Round
from .selectors import REVISING, any_open, is_offered, is_standing, speaks_for, window_open


def _is_present(user: Any) -> bool:
    return bool(user.is_authenticated and user.is_active)


def _writes(user: Any, proposal: Proposal) -> bool:
    """Its author, for as long as they speak for the body in whose name it stands; and whoever else speaks for that body."""
    if not _is_present(user):
        return False
    if proposal.organisation_id is None:
        return proposal.author_id == user.pk
    return speaks_for(user, proposal.organisation)


def can_see_proposal(user: Any, proposal: Proposal) -> bool:
    """A published plan is everybody's to read, also when withdrawn; a draft is its author's alone."""
    return proposal.status != ProposalStatus.DRAFT or (_is_present(user) and proposal.author_id == user.pk)


def can_draft_proposal(user: Any, round: Round, now: datetime) -> bool:
    """Anybody with an account, from anywhere, while plans may be written in this round."""
    return _is_present(user) and window_open(round, Act.WRITE, now)


def can_edit_draft(user: Any, proposal: Proposal) -> bool:
    """Never bound to a window: what was written is kept whatever the hour, only publishing has one.

    A draft not yet published is its author's alone; the next version of a plan may be written by whoever may publish it.
    A withdrawn plan is not written further.
    """
    if proposal.status == ProposalStatus.DRAFT:
        return _is_present(user) and proposal.author_id == user.pk
    return is_standing(proposal) and _writes(user, proposal)


def can_publish_proposal(user: Any, proposal: Proposal, now: datetime) -> bool:
    """Its author, while plans may be written; in the name of a body only who speaks for it on that day."""
    if not can_edit_draft(user, proposal) or not window_open(proposal.round, Act.WRITE, now):
        return False
    return proposal.organisation_id is None or speaks_for(user, proposal.organisation)


def can_revise_proposal(user: Any, proposal: Proposal, now: datetime) -> bool:
    """Whoever writes it, while plans are written or amended; before a vote the text stands still."""
    return is_standing(proposal) and _writes(user, proposal) and any_open(proposal.round, REVISING, now)


def can_withdraw_proposal(user: Any, proposal: Proposal, now: datetime) -> bool:
    """Whoever writes it, while its text may still change: a plan put to a vote can no longer be taken away from voters."""
    return can_revise_proposal(user, proposal, now)


def can_discard_draft(user: Any, proposal: Proposal) -> bool:
    """Its author, at any time; what was published is not thrown away but withdrawn, and stays to be read."""
    return proposal.status == ProposalStatus.DRAFT and can_edit_draft(user, proposal)


def can_support_proposal(user: Any, proposal: Proposal, now: datetime) -> bool:
    """Anybody with an account, from anywhere, but for its author: support says how many others want it."""
    return (
        _is_present(user)
        and is_standing(proposal)
        and proposal.author_id != user.pk
        and window_open(proposal.round, Act.SUPPORT, now)
    )


def can_withdraw_support(user: Any, proposal: Proposal, now: datetime) -> bool:
    """Whoever gave it, while support is gathered; afterwards the count stands still."""
    return _is_present(user) and is_standing(proposal) and window_open(proposal.round, Act.SUPPORT, now)


def can_make_commitment(user: Any, proposal: Proposal, now: datetime, organisation: Organisation | None = None) -> bool:
    """A person for themselves, or for a checked body they speak for, from anywhere.

    While any window of the round is open: what voters read about who gives what must not change under them.
    """
    if not _is_present(user) or not is_standing(proposal) or not any_open(proposal.round, Act.values, now):
        return False
    return organisation is None or speaks_for(user, organisation)


def can_withdraw_commitment(user: Any, commitment: Commitment, now: datetime) -> bool:
    """Whoever made it for themselves, or whoever speaks for the body it binds, while any window of the round is open."""
    if not _is_present(user) or not is_offered(commitment) or not any_open(commitment.proposal.round, Act.values, now):
        return False
    if commitment.organisation_id is None:
        return commitment.made_by_id == user.pk
    return speaks_for(user, commitment.organisation)


def can_answer_round(user: Any, round: Round, now: datetime) -> bool:
    """An officer, with a second factor, of the body that asked: it promised the answer. From the day answers open, and for good:
    late is better than never, and a mistake can be corrected. Not while it is paused, nor where it was called off."""
    period = None if round.stands_still else answer_period(round)
    return period is not None and now >= period.opens_at and can_run_consultations(user, round.asked_by)


def can_answer_proposal(user: Any, proposal: Proposal, now: datetime) -> bool:
    """As for the whole round; a plan that was withdrawn asks for no answer."""
    return is_standing(proposal) and can_answer_round(user, proposal.round, now)
