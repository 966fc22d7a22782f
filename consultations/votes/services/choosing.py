"""Choosing a college: by whoever stands in several, once, before casting, in a transaction that casts nothing."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from consultations.votes.models import CollegeChoice, RollEntry, Vote
from consultations.votes.permissions import can_choose_college
from consultations.votes.selectors import entries_of
from consultations.votes.standing import chosen_college, colleges_cast_in, stood_in
from policylab.accounts.models import User
from policylab.core.clock import db_now
from policylab.directory.enums import College

from ._colleges import OtherCollege, require_not_cast_beside, require_same
from ._locks import shut


@transaction.atomic
def choose_college(*, user: User, vote: Vote, college: str) -> str:
    """Choosing the same again changes nothing.

    The door is shut for this one row: whoever was casting is done, and whoever casts next reads the choice. A lock in the own
    line would not do: a ballot that waited for it would have asked before.
    """
    shut(vote.pk)
    vote = Vote.objects.select_related("phase__consultation__round").get(pk=vote.pk)
    chosen = chosen_college(user, vote)
    if chosen:
        require_same(chosen, college)
        return chosen
    entries = entries_of(user, vote)
    if not can_choose_college(user, vote, db_now()) or college not in stood_in(entries):
        raise PermissionDenied
    _require_nothing_cast_beside(user, vote, college, entries)
    return CollegeChoice.objects.create(vote=vote, user=user, college=college).college


def _require_nothing_cast_beside(user: User, vote: Vote, college: str, entries: list[RollEntry]) -> None:
    """With a line of one's own one had to choose before casting for a body: only that line may have been cast before."""
    own = next((entry for entry in entries if entry.user_id is not None), None)
    if own is None:
        require_not_cast_beside(college, colleges_cast_in(user, vote))
    elif own.has_voted and college != College.CITIZEN:
        raise OtherCollege(_("You have voted for yourself already, so you vote with the citizens."))
