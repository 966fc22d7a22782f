"""Who may follow what, and read which notices."""

from typing import Any

from policylab.core.registries import CommentRule


def can_read_notices(user: Any) -> bool:
    """Everybody their own; nobody another's, not an administrator's either: they tell what a person cares about."""
    return bool(user.is_authenticated and user.is_active)


def can_follow(user: Any, target: Any, rule: CommentRule) -> bool:
    """Whoever has an account may follow what they may read."""
    return bool(user.is_authenticated and user.is_active and rule.can_read(target, user))
