"""A draft becomes a version: immutable, numbered, hashed. The window is asked after the plan's lock is held."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from policylab.accounts.models import User
from policylab.core.after import after_commit
from policylab.core.clock import db_now
from policylab.core.errors import Refused
from proposals import telling
from proposals.enums import Act, ProposalStatus
from proposals.models import Draft, Proposal, Version
from proposals.permissions import can_edit_draft, can_publish_proposal, can_revise_proposal, can_withdraw_proposal
from proposals.selectors import REVISING, speaks_for
from proposals.sources import offers_sources
from proposals.texts import digest_of, missing_from, texts_of
from search.services import refresh_documents

from ._locks import locked, locked_draft, require_open


@transaction.atomic
def publish_proposal(*, user: User, proposal: Proposal) -> Version:
    """Version 1. Publishing twice (a double click) is one version 1."""
    proposal = locked(proposal)
    if not can_edit_draft(user, proposal):
        raise PermissionDenied
    if proposal.current:
        return proposal.current
    now = db_now()
    require_open(proposal.round, (Act.WRITE,), now)
    if proposal.organisation and not speaks_for(user, proposal.organisation):
        raise Refused(
            _("You no longer speak for this organisation. Choose in whose name the plan is written."),
            field="organisation",
        )
    if not can_publish_proposal(user, proposal, now):
        raise PermissionDenied
    draft = locked_draft(proposal)
    _require_whole(proposal, draft)
    version = _add_version(proposal, draft, user, now)
    proposal.status, proposal.published_at = ProposalStatus.PUBLISHED, now
    proposal.save(update_fields=["status", "published_at", "current"])
    refresh_documents(objects=[proposal])
    after_commit(telling.plan_published, version)
    return version


@transaction.atomic
def revise_proposal(*, user: User, proposal: Proposal, what_changed: str, after: int | None = None) -> Version:
    """The next version, from the draft. `after` is the number the reviser saw: the same press twice makes one version."""
    proposal = locked(proposal)
    now = db_now()
    draft = locked_draft(proposal)
    current = proposal.current
    if current is None or not can_edit_draft(user, proposal):
        raise PermissionDenied
    unchanged = digest_of(draft) == current.digest
    if unchanged and after is not None and current.number == after + 1:
        return current
    require_open(proposal.round, REVISING, now)
    if not can_revise_proposal(user, proposal, now):
        raise PermissionDenied
    if unchanged:
        raise Refused(
            _("The text is the same as in version %(number)s: nothing to publish yet.") % {"number": current.number}
        )
    if after is not None and current.number != after:
        raise Refused(
            _("Version %(number)s was published meanwhile. Read again what changes against it.")
            % {"number": current.number}
        )
    _require_whole(proposal, draft)
    version = _add_version(proposal, draft, user, now, what_changed=what_changed.strip())
    proposal.save(update_fields=["current"])
    refresh_documents(objects=[proposal])
    after_commit(telling.version_published, version)
    return version


@transaction.atomic
def withdraw_proposal(*, user: User, proposal: Proposal) -> Proposal:
    """Take a published plan back; it stays to be read, with the date. Twice is once."""
    proposal = locked(proposal)
    if proposal.status == ProposalStatus.WITHDRAWN and proposal.author_id == user.pk:
        return proposal
    now = db_now()
    if not can_edit_draft(user, proposal) or proposal.status != ProposalStatus.PUBLISHED:
        raise PermissionDenied
    require_open(proposal.round, REVISING, now)
    if not can_withdraw_proposal(user, proposal, now):
        raise PermissionDenied
    proposal.status, proposal.withdrawn_at = ProposalStatus.WITHDRAWN, now
    proposal.save(update_fields=["status", "withdrawn_at"])
    refresh_documents(objects=[proposal])
    after_commit(telling.plan_withdrawn, proposal)
    return proposal


def _require_whole(proposal: Proposal, draft: Draft) -> None:
    missing = missing_from(draft)
    if missing:
        raise Refused(_("Some parts are still empty: write them first."), field=missing[0])
    if proposal.source_page_id is None and offers_sources():
        raise Refused(_("Say which note or toolkit the plan comes from."), field="source")


def _add_version(proposal: Proposal, draft: Draft, user: User, now: datetime, what_changed: str = "") -> Version:
    version = Version.objects.create(
        proposal=proposal,
        number=proposal.current.number + 1 if proposal.current else 1,
        digest=digest_of(draft),
        what_changed=what_changed,
        published_by=user,
        published_at=now,
        **texts_of(draft),
    )
    proposal.current = version
    return version
