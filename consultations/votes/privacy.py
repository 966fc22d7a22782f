"""What votes store about a person: that they may vote, and whether they have. Never how (DESIGN 4.8)."""

from typing import Any

from django.db import transaction

from policylab.accounts.models import User

from .models import CollegeChoice, NamedVote, RollEntry
from .services._locks import enter

LINE = ("vote__ref", "college", "has_voted", "territory__code")


def what_is_stored(user: User) -> dict[str, Any]:
    """No row of this leads to a ballot: there is nothing to export where nothing is stored. A choice is gone after closing."""
    on_rolls = RollEntry.objects.filter(user_id=user.pk).order_by("vote")
    chosen = CollegeChoice.objects.filter(user_id=user.pk).order_by("vote")
    named = NamedVote.objects.filter(cast_by_id=user.pk).order_by("cast_at")
    return {
        "on the roll": [_line(row) for row in on_rolls.values(*LINE, "vote__marks_deleted_at")],
        "college chosen": list(chosen.values("vote__ref", "college")),
        "cast for an organisation": list(
            named.values("vote__ref", "organisation__ref", "choices", "reason", "cast_at")
        ),
    }


def _line(row: dict[str, Any]) -> dict[str, Any]:
    """Once marks are deleted it is stored nowhere whether somebody voted; a bare "no" would be false."""
    deleted = row.pop("vote__marks_deleted_at")
    return {name: value for name, value in row.items() if not (deleted and name == "has_voted")}


def erase(user: User) -> None:
    """The line on the roll stays, or the count of who may vote would change; what describes the person goes. An account that
    is erased casts nothing more, so that its choice of a college binds nobody."""
    lines = RollEntry.objects.filter(user_id=user.pk)
    with transaction.atomic():
        for vote in lines.order_by("vote").values_list("vote", flat=True):
            enter(vote)
        lines.update(territory=None)
        CollegeChoice.objects.filter(user_id=user.pk).delete()
