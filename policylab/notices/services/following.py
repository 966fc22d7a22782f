"""Who follows what, and what they are told. A notice names no person: what an erased account did must not live on in it."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from policylab.accounts.models import User
from policylab.core.clock import db_now
from policylab.core.keys import key_of
from policylab.core.registries import comment_rules
from policylab.notices.models import Follow, Notice
from policylab.notices.permissions import can_follow

AT_ONCE = 1000


@transaction.atomic
def follow(*, user: User, target: Any) -> None:
    """Following twice is following once."""
    if not can_follow(user, target, comment_rules[type(target)]):
        raise PermissionDenied
    Follow.objects.bulk_create([Follow(user=user, subject=key_of(target), since=db_now())], ignore_conflicts=True)


@transaction.atomic
def unfollow(*, user: User, target: Any) -> None:
    Follow.objects.filter(user_id=user.pk, subject=key_of(target)).delete()


def notify(
    *, subject: str, event: str, facts: dict[str, Any] | None = None, url: str, exclude: Iterable[int] = ()
) -> int:
    """A notice to everybody who follows `subject` («app.model:pk»), but for the ids in `exclude`: who did it knows."""
    followers = Follow.objects.filter(subject=subject).exclude(user_id__in=list(exclude))
    users = followers.filter(user__is_active=True).values_list("user_id", flat=True)
    return notify_people(users=list(users), subject=subject, event=event, facts=facts, url=url)


@transaction.atomic
def notify_people(
    *, users: Sequence[int], subject: str, event: str, facts: dict[str, Any] | None = None, url: str
) -> int:
    """A notice to each of these people, followers or not: an answer to what they wrote, a check of what they asked for."""
    now = db_now()
    rows = [
        Notice(user_id=user, subject=subject, event=event, facts=facts or {}, url=url[:300], happened_at=now)
        for user in dict.fromkeys(users)
    ]
    Notice.objects.bulk_create(rows, batch_size=AT_ONCE)
    return len(rows)


@transaction.atomic
def mark_read(*, user: User, notice: Notice) -> None:
    if notice.user_id != user.pk:
        raise PermissionDenied
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=db_now())


@transaction.atomic
def mark_all_read(*, user: User, up_to: int) -> int:
    """Up to the newest one on the page: what came while it was being read stays unread."""
    return Notice.objects.filter(user_id=user.pk, read_at=None, pk__lte=up_to).update(read_at=db_now())
