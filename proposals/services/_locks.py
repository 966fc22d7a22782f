"""The row lock every act on a plan takes first; only then is the clock read."""

from collections.abc import Iterable
from datetime import datetime

from policylab.core.clock import db_now
from policylab.core.errors import Refused
from proposals.models import Draft, Proposal, Round
from proposals.texts import texts_of
from proposals.words import why_closed


def locked(proposal: Proposal) -> Proposal:
    rows = Proposal.objects.select_for_update(of=("self",), no_key=True).select_related(
        "round", "organisation", "current"
    )
    return rows.get(pk=proposal.pk)


def locked_draft(proposal: Proposal) -> Draft:
    """The working copy; where it has gone (an account erased), it begins anew from the current version."""
    found = Draft.objects.select_for_update().filter(proposal=proposal).first()
    return found or start_draft(proposal)


def start_draft(proposal: Proposal) -> Draft:
    words = texts_of(proposal.current) if proposal.current else {}
    return Draft.objects.create(proposal=proposal, saved_at=db_now(), **words)


def require_open(round: Round, acts: Iterable[str], now: datetime) -> None:
    """Raises the sentence that says since when, or from when."""
    reason = why_closed(round, acts, now)
    if reason:
        raise Refused(reason)
