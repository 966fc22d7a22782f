"""Who may follow what, and read which notices."""

from typing import Any

from policylab.accounts.permissions import can_administer
from policylab.core.registries import FollowRule


def can_read_notices(user: Any) -> bool:
    """Everybody their own; nobody another's, not an administrator's either: they tell what a person cares about."""
    return bool(user.is_authenticated and user.is_active)


def can_follow(user: Any, target: Any, rule: FollowRule) -> bool:
    """Whoever has an account may follow what they may read."""
    return bool(user.is_authenticated and user.is_active and rule.can_read(target, user))


def can_choose_mails(user: Any) -> bool:
    """Everybody for themselves; whoever holds the link of a mail may only stop what that mail was about."""
    return bool(user.is_authenticated and user.is_active)


def can_see_health(user: Any) -> bool:
    """An administrator with a second factor: what is wrong with a site is also how it could be harmed."""
    return can_administer(user)
