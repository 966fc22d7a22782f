"""Where one goes on from a delivered plan. A package above adds a way by `ways_on.append(function)` in `ready()`."""

from collections.abc import Callable
from typing import Any, NamedTuple

from proposals.models import Proposal


class WayOn(NamedTuple):
    label: str
    url: str


# function(plan, user) -> the way, or None where this person may not go it.
ways_on: list[Callable[[Proposal, Any], WayOn | None]] = []


def ways_from(proposal: Proposal, user: Any) -> list[WayOn]:
    """Nothing for whoever has not signed in, so that their page is the same for everybody."""
    return [way for find in ways_on if (way := find(proposal, user))] if user.is_authenticated else []
