"""What this package stores about a person. Published texts stay under «former participant» (DESIGN 4.12)."""

from typing import Any

from policylab.accounts.models import User

from .models import Comment, Flag


def what_is_stored(user: User) -> dict[str, Any]:
    words = "ref", "comment", "language", "submit_date", "edited_at", "hidden_at", "hidden_because"
    return {
        "comments": list(Comment.objects.filter(user_id=user.pk).order_by("submit_date").values(*words)),
        "flags": list(Flag.objects.filter(user_id=user.pk).values("comment__ref", "reason", "flagged_at")),
    }


def erase(user: User) -> None:
    """Comments keep their author's row, which is empty from now on; complaints go."""
    Flag.objects.filter(user_id=user.pk).delete()
