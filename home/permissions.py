"""Who may make a page from what happened in the lab. What editors may do with pages is Wagtail's to say."""

from typing import Any

from policylab.accounts.permissions import can_edit
from proposals.delivery.permissions import delivers
from proposals.models import Proposal

from .selectors.cases import library_for


def can_make_case(user: Any, proposal: Proposal) -> bool:
    """An editor, with a second factor, whom Wagtail lets add pages to the library in the plan's language; from the answer that
    adopts the plan on: what is still being delivered can be told, and what was declined has no outcome to tell."""
    if not can_edit(user) or not delivers(proposal):
        return False
    return library_for(proposal).permissions_for_user(user).can_add_subpage()
