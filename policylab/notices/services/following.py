"""Who follows what, and what they have read."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from policylab.accounts.models import User
from policylab.core.clock import db_now
from policylab.core.keys import key_of
from policylab.core.registries import follow_rule_of
from policylab.notices.models import Follow, Notice
from policylab.notices.permissions import can_follow


@transaction.atomic
def follow(*, user: User, target: Any) -> None:
    """Because somebody asked for it. Following twice is following once."""
    follow_along(user=user, target=target)
    Follow.objects.filter(user_id=user.pk, subject=key_of(target)).update(stopped_at=None)


@transaction.atomic
def follow_along(*, user: User, target: Any) -> None:
    """Because somebody took part in it; whoever stopped following it before is left in peace."""
    rule = follow_rule_of(type(target))
    if rule is None or not can_follow(user, target, rule):
        raise PermissionDenied
    Follow.objects.bulk_create([Follow(user=user, subject=key_of(target), since=db_now())], ignore_conflicts=True)


@transaction.atomic
def unfollow(*, user: User, target: Any) -> None:
    stop_following(user=user, subject=key_of(target))


def stop_following(*, user: User, subject: str) -> None:
    Follow.objects.standing().filter(user_id=user.pk, subject=subject).update(stopped_at=db_now())


@transaction.atomic
def mark_read(*, user: User, notice: Notice) -> None:
    if notice.user_id != user.pk:
        raise PermissionDenied
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=db_now())


@transaction.atomic
def mark_all_read(*, user: User, up_to: int) -> int:
    """Up to the newest one on the page: what came while it was being read stays unread."""
    return Notice.objects.filter(user_id=user.pk, read_at=None, pk__lte=up_to).update(read_at=db_now())
