"""What the lab knows of where a person lives, and how it forgets."""

from typing import Any

from policylab.accounts.models import User
from policylab.core.clock import db_now
from policylab.residents.models import Check


def residence_data(user: User) -> list[dict[str, Any]]:
    rows = Check.objects.filter(user=user).order_by("pk")
    return [dict(row) for row in rows.values("territory__code", "how", "checked_at", "ended_at")]


def forget_resident(user: User) -> None:
    """The person goes out of their checks, which end; a card stays used: leaving and coming back makes no second voice."""
    Check.objects.standing().filter(user=user).update(ended_at=db_now())
    Check.objects.filter(user=user).update(user=None)
