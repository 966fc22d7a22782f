"""What the lab knows of where a person lives and what they say of themselves, and how it forgets."""

from typing import Any

from policylab.accounts.models import User
from policylab.core.clock import db_now
from policylab.residents.models import AboutMe, Check


def residence_data(user: User) -> list[dict[str, Any]]:
    rows = Check.objects.filter(user=user).order_by("pk")
    return [dict(row) for row in rows.values("territory__code", "how", "checked_at", "ended_at")]


def forget_resident(user: User) -> None:
    """The person goes out of their checks, which end; a card stays used: leaving and coming back makes no second voice."""
    Check.objects.standing().filter(user=user).update(ended_at=db_now())
    Check.objects.filter(user=user).update(user=None)


def about_me_data(user: User) -> list[dict[str, Any]]:
    return [dict(row) for row in AboutMe.objects.filter(user=user).values("gender", "age_band", "changed_at")]


def forget_about_me(user: User) -> None:
    """Figures frozen before stay: nobody can be found in them."""
    AboutMe.objects.filter(user=user).delete()
