"""The row lock every act on a plan takes first; only then is the clock read."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from policylab.accounts.models import User
from policylab.core.clock import db_now
from policylab.core.errors import Refused
from policylab.directory.models import Organisation
from proposals.models import Draft, Proposal, Round
from proposals.selectors import speaks_for
from proposals.texts import texts_of
from proposals.words import why_closed


def locked(proposal: Proposal) -> Proposal:
    """Lock, then read, in two statements: joined to the locked row PostgreSQL would give what stood before the wait."""
    if Proposal.objects.select_for_update(no_key=True).only("pk").filter(pk=proposal.pk).first() is None:
        raise Refused(_("This draft was thrown away in another window."))
    return Proposal.objects.select_related("round", "organisation", "current").get(pk=proposal.pk)


def locked_draft(proposal: Proposal) -> Draft:
    """The working copy; where it has gone (an account erased), it begins anew from the current version."""
    found = Draft.objects.select_for_update().filter(proposal=proposal).first()
    return found or start_draft(proposal)


def start_draft(proposal: Proposal) -> Draft:
    words = texts_of(proposal.current) if proposal.current else {}
    return Draft.objects.create(proposal=proposal, saved_at=db_now(), **words)


def require_voice(user: User, organisation: Organisation | None) -> None:
    if organisation and not speaks_for(user, organisation):
        raise Refused(_("You do not speak for this organisation."), field="organisation")


def require_open(round: Round, acts: Iterable[str], now: datetime) -> None:
    """Raises the sentence that says since when, or from when."""
    reason = why_closed(round, acts, now)
    if reason:
        raise Refused(reason)
