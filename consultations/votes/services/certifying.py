"""After the count: an officer certifies the result with minutes, or annuls the vote with a reason that everybody reads.

Neither touches what was counted: result, package and recount stay as they are, for good. Certifying waits until no old copies
of marks and ballots are left to be cleared, because with it the vote is over.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from consultations.enums import Deed
from consultations.services import record
from consultations.votes import telling
from consultations.votes.afterwards import certification_of, is_annulled
from consultations.votes.enums import VoteStatus
from consultations.votes.models import Annulment, Certification, Vote
from consultations.votes.permissions import can_annul_vote, can_certify_vote, can_see_preparation
from policylab.accounts.models import User
from policylab.core.after import after_commit
from policylab.core.clock import db_now
from policylab.core.errors import Refused
from search.services import refresh_documents

from ._locks import locked_vote


@transaction.atomic
def certify_vote(*, user: User, vote: Vote, incidents: str = "") -> Certification:
    """Once; of two officers the second reads that it is done."""
    vote = locked_vote(vote)
    consultation, now = vote.phase.consultation, db_now()
    if can_see_preparation(user, consultation) and (why := why_not_certify(vote)):
        raise Refused(why)
    if not can_certify_vote(user, vote):
        raise PermissionDenied
    made = Certification.objects.create(vote=vote, by=user, at=now, incidents=incidents.strip())
    record(consultation=consultation, deed=Deed.CERTIFIED, by=user, at=now)
    after_commit(telling.vote_certified, vote)
    return made


@transaction.atomic
def annul_vote(*, user: User, vote: Vote, reason: str) -> Annulment:
    """Once, certified or not; never undone: who was wrong to annul votes again."""
    vote, reason = locked_vote(vote), reason.strip()
    consultation, now = vote.phase.consultation, db_now()
    if can_see_preparation(user, consultation) and (why := why_not_annul(vote, reason)):
        raise Refused(why)
    if not can_annul_vote(user, vote):
        raise PermissionDenied
    made = Annulment.objects.create(vote=vote, by=user, at=now, reason=reason)
    language = (get_language() or consultation.language)[:2]
    record(consultation=consultation, deed=Deed.ANNULLED, by=user, at=now, reason=reason, language=language)
    refresh_documents(objects=[vote])
    after_commit(telling.vote_annulled, made)
    return made


def why_not_certify(vote: Vote) -> str:
    """The sentence that says what stands against it, or nothing."""
    if vote.status != VoteStatus.COUNTED:
        return _("This vote is not counted yet: there is no result to certify.")
    if is_annulled(vote):
        return _("This vote was annulled: its result cannot be certified.")
    if certification_of(vote):
        return _("This result is certified already.")
    if vote.unswept:
        return _(
            "Old copies of marks and ballots are still being cleared from the database. Try again in a minute or two."
        )
    return ""


def why_not_annul(vote: Vote, reason: str = "-") -> str:
    if vote.status != VoteStatus.COUNTED:
        return _("This vote is not counted yet: there is no result to annul.")
    if is_annulled(vote):
        return _("This vote was annulled already.")
    return "" if reason else _("Say why it is annulled: everybody reads the reason, for good.")
