"""What is read about notices and following."""

from typing import Any

from django.db.models import QuerySet

from policylab.core.keys import key_of

from .models import Follow, Notice

COUNTED_TO = 99


def notices_of(user: Any) -> QuerySet[Notice]:
    return Notice.objects.filter(user_id=user.pk)


def unread_count(user: Any) -> int:
    """For the header of every page: by an index, and never counting further than what is shown."""
    return Notice.objects.filter(user_id=user.pk, read_at=None).order_by()[: COUNTED_TO + 1].count()


def is_following(user: Any, target: Any) -> bool:
    return Follow.objects.filter(user_id=user.pk, subject=key_of(target)).exists()
