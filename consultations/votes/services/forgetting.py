"""Thirty days after a result was certified, or its vote annulled, nobody needs to know any more who has voted: marks go,
counts stay in the frozen result. Rows are written anew as at closing, and what the database keeps of the old ones is swept."""

import logging

from django.db import transaction

from consultations.votes.models import Vote
from consultations.votes.selectors import marks_due
from policylab.core.after import after_commit
from policylab.core.clock import db_now

from . import sweeping
from ._locks import locked_vote, shut
from ._rows import rewrite_without_marks

logger = logging.getLogger(__name__)


def delete_due_marks() -> int:
    """Of every vote whose time has come; `run_due` calls it. One that fails holds up no other, and is tried again."""
    done, first_error = 0, None
    for vote in marks_due(db_now()):
        try:
            done += delete_marks(vote=vote)
        except Exception as error:
            logger.exception("The marks of the vote %s could not be deleted", vote.ref)
            first_error = first_error or error
    if first_error:
        raise first_error
    return done


@transaction.atomic
def delete_marks(*, vote: Vote) -> bool:
    """Whether this call did it: with the lock held it is asked anew whether it is time. Only the clock may ask."""
    vote = locked_vote(vote)
    shut(vote.pk)
    now = db_now()
    if not marks_due(now).filter(pk=vote.pk).exists():
        return False
    rewrite_without_marks(vote)
    Vote.objects.filter(pk=vote.pk).update(marks_deleted_at=now, unswept=True)
    after_commit(sweeping.sweep_due_votes)
    return True
