"""Support: public backing of a plan while it is written. Its count stands on the plan and is kept under the plan's lock."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count

from policylab.accounts.models import User
from policylab.core.after import after_commit
from policylab.core.clock import db_now
from proposals import telling
from proposals.enums import Act
from proposals.models import Proposal, Support
from proposals.permissions import can_support_proposal, can_withdraw_support

from ._locks import locked, require_open


@transaction.atomic
def support_proposal(*, user: User, proposal: Proposal) -> Support:
    """Back a plan; twice is once."""
    proposal = locked(proposal)
    now = db_now()
    require_open(proposal.round, (Act.SUPPORT,), now)
    if not can_support_proposal(user, proposal, now):
        raise PermissionDenied
    support, is_new = Support.objects.get_or_create(proposal=proposal, user=user, defaults={"given_at": now})
    if is_new:
        _count(proposal)
        after_commit(telling.plan_supported, support)
    return support


@transaction.atomic
def withdraw_support(*, user: User, proposal: Proposal) -> None:
    """Take one's backing away; twice is once."""
    proposal = locked(proposal)
    now = db_now()
    require_open(proposal.round, (Act.SUPPORT,), now)
    if not can_withdraw_support(user, proposal, now):
        raise PermissionDenied
    if Support.objects.filter(proposal=proposal, user=user).delete()[0]:
        _count(proposal)


@transaction.atomic
def forget_supports(*, user: User) -> int:
    """When an account is erased its supports go, and the plans' counts with them."""
    plans = list(Proposal.objects.select_for_update().filter(supports__user=user).order_by("pk"))
    gone = Support.objects.filter(user=user).delete()[0]
    for proposal in plans:
        _count(proposal)
    return gone


@transaction.atomic
def count_comments(*, proposal: Proposal, count: int) -> None:
    """Told by the discussion how many comments are shown, within the transaction that changed it."""
    Proposal.objects.filter(pk=proposal.pk).update(comments_count=count)


def _count(proposal: Proposal) -> None:
    proposal.supports_count = proposal.supports.aggregate(count=Count("pk"))["count"]
    proposal.save(update_fields=["supports_count"])
