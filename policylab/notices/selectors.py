"""What is read about notices and following."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from policylab.accounts.models import User
from policylab.core.keys import key_of, split_key
from policylab.core.registries import FollowRule, follow_rule_of

from .enums import USUAL, Kind
from .models import Follow, MailChoice, Notice, OutboxMail

COUNTED_TO = 99
AT_ONCE = 1000


# --- notices --------------------------------------------------------------------------------------------------------
def notices_of(user: Any) -> QuerySet[Notice]:
    return Notice.objects.filter(user_id=user.pk)


def unread_count(user: Any) -> int:
    """For the header of every page: by an index, and never counting further than what is shown."""
    return Notice.objects.filter(user_id=user.pk, read_at=None).order_by()[: COUNTED_TO + 1].count()


# --- following ------------------------------------------------------------------------------------------------------
def is_following(user: Any, target: Any) -> bool:
    return Follow.objects.standing().filter(user_id=user.pk, subject=key_of(target)).exists()


def followers_of(
    subject: str, *, but: Iterable[int] = (), but_followers_of: Iterable[str] = (), after: int = 0
) -> QuerySet:
    """The ids of those who follow `subject` («app.model:pk»), in their order from `after` on, but for these people and the
    followers of these subjects."""
    found = Follow.objects.standing().filter(subject=subject, user__is_active=True, user_id__gt=after)
    found = found.exclude(user_id__in=list(but))
    others = list(but_followers_of)
    if others:
        found = found.exclude(user_id__in=Follow.objects.standing().filter(subject__in=others).values("user_id"))
    return found.order_by("user_id").values_list("user_id", flat=True)


def thing_of(subject: str) -> tuple[FollowRule, Any] | None:
    """What a subject names, with its rule; nothing where it cannot be followed or is no longer there."""
    label, pk = split_key(subject)
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        return None
    rule = follow_rule_of(model)
    thing = model._base_manager.filter(pk=pk).first() if rule else None
    return (rule, thing) if rule and thing else None


def readers_among(users: Iterable[int], subject: str) -> list[int]:
    """Those who may read what it is about. What everybody may read, which is nearly all, costs nothing per person."""
    ids = list(users)
    thing = thing_of(subject)
    if thing is None or thing[0].can_read(thing[1], AnonymousUser()):
        return ids
    rule, target = thing
    people = User.objects.in_bulk(ids)
    return [pk for pk in ids if pk in people and rule.can_read(target, people[pk])]


# --- mail -----------------------------------------------------------------------------------------------------------
def mail_choices(user: Any) -> dict[str, str]:
    """How a person wants each kind by mail: {kind: how}, chosen or as usual."""
    chosen = dict(MailChoice.objects.filter(user_id=user.pk).values_list("kind", "how"))
    return {kind: chosen.get(kind, USUAL[kind]) for kind in Kind}


def choices_about(kind: str, users: Sequence[int]) -> dict[int, str]:
    """{user's pk: how} of those among them who chose; a query for each thousand."""
    chosen: dict[int, str] = {}
    for start in range(0, len(users), AT_ONCE):
        some = MailChoice.objects.filter(kind=kind, user_id__in=users[start : start + AT_ONCE])
        chosen |= dict(some.values_list("user_id", "how"))
    return chosen


def count_given_up() -> int:
    """Mails tried for two days in vain; the outbox keeps them for a month."""
    return OutboxMail.objects.exclude(given_up_at=None).count()
