"""The door to everything that lays a vote."""

from django.core.exceptions import PermissionDenied

from consultations.votes.models import Vote
from consultations.votes.permissions import can_prepare_vote
from policylab.accounts.models import User
from policylab.core.clock import db_now

from ._locks import locked_vote


def locked_preparation(user: User, vote: Vote) -> Vote:
    """For whoever may still change what will be voted on."""
    vote = locked_vote(vote)
    if not can_prepare_vote(user, vote.phase.consultation, db_now()):
        raise PermissionDenied
    return vote
