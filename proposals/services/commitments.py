"""Commitments: what an organisation, or a person, gives to a plan, in one of the Four Co's."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from policylab.accounts.models import User
from policylab.core.after import after_commit
from policylab.core.clock import db_now
from policylab.core.refs import new_ref
from policylab.directory.models import Organisation
from proposals import telling
from proposals.enums import Act, CommitmentStatus
from proposals.models import Commitment, Proposal
from proposals.permissions import can_make_commitment, can_withdraw_commitment
from proposals.selectors import is_standing

from ._locks import locked, require_open, require_voice


@transaction.atomic
def make_commitment(
    *,
    user: User,
    proposal: Proposal,
    organisation: Organisation | None = None,
    key: str = "",
    **given: str,
) -> Commitment:
    """Promise something: `co`, `what`, `language`. `key` comes with the form: the same form sent twice is one commitment."""
    proposal = locked(proposal)
    known = Commitment.objects.filter(ref=key).first() if key else None
    if known and known.made_by_id == user.pk and known.proposal_id == proposal.pk:
        return known
    now = db_now()
    require_open(proposal.round, Act.values, now)
    require_voice(user, organisation)
    if not can_make_commitment(user, proposal, now, organisation):
        raise PermissionDenied
    commitment = Commitment.objects.create(
        ref=key if key and not known else new_ref(),
        proposal=proposal,
        organisation=organisation,
        made_by=user,
        made_at=now,
        **given,
    )
    after_commit(telling.commitment_made, commitment)
    return commitment


@transaction.atomic
def withdraw_commitment(*, user: User, commitment: Commitment) -> Commitment:
    """Take a promise back; twice is once."""
    proposal = locked(commitment.proposal)
    commitment = Commitment.objects.select_related("organisation").get(pk=commitment.pk)
    commitment.proposal = proposal
    if commitment.status == CommitmentStatus.WITHDRAWN and commitment.made_by_id == user.pk:
        return commitment
    now = db_now()
    if not is_standing(proposal):
        raise PermissionDenied
    require_open(proposal.round, Act.values, now)
    if not can_withdraw_commitment(user, commitment, now):
        raise PermissionDenied
    commitment.status, commitment.withdrawn_at = CommitmentStatus.WITHDRAWN, now
    commitment.save(update_fields=["status", "withdrawn_at"])
    return commitment
