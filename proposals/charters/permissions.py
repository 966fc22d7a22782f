"""Who may do what to a charter: one `can_...` for each act.

A charter follows from an adopting answer, and from nothing else: no window opens or closes it. Where the answer is corrected to
«declined», what was signed stays to be read and nothing more is added.
"""

from typing import Any

from policylab.directory.models import Organisation
from policylab.directory.permissions import can_run_consultations, can_speak_for
from proposals.models import Proposal
from proposals.permissions import can_edit_draft
from proposals.selectors import is_adopted, is_standing


def _is_carried_out(proposal: Proposal) -> bool:
    return is_standing(proposal) and is_adopted(proposal)


def can_draft_charter(user: Any, proposal: Proposal) -> bool:
    """Officers of the body that asked, with their second factor, and whoever writes the plan: both sides hold the pen."""
    if not _is_carried_out(proposal):
        return False
    return can_edit_draft(user, proposal) or can_run_consultations(user, proposal.round.asked_by)


def can_publish_charter(user: Any, proposal: Proposal) -> bool:
    """Whoever drafts it. A new version binds nobody by itself: those who signed the older one read and sign anew."""
    return can_draft_charter(user, proposal)


def can_sign_charter(user: Any, proposal: Proposal, organisation: Organisation) -> bool:
    """Whoever speaks today for a checked body, officers with a second factor; from anywhere: partners come from next door too."""
    return _is_carried_out(proposal) and can_speak_for(user, organisation)


def can_withdraw_signature(user: Any, organisation: Organisation) -> bool:
    """Whoever speaks for the body today, whoever of it signed, and whatever became of the plan: nobody is held by their name."""
    return can_speak_for(user, organisation)
