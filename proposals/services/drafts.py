"""Writing: a draft is begun, saved, placed, thrown away. Saving has no window: what was written is kept whatever the hour."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from policylab.accounts.models import User
from policylab.core.clock import db_now
from policylab.core.errors import Refused, Stale
from policylab.core.refs import new_ref
from policylab.directory.models import Organisation
from policylab.themes.models import Theme
from proposals.enums import Act, ProposalStatus
from proposals.models import Draft, Proposal, Round
from proposals.permissions import can_discard_draft, can_draft_proposal, can_edit_draft
from proposals.sources import source_of_round
from proposals.texts import TEXTS

from ._locks import locked, locked_draft, require_open, require_voice


@transaction.atomic
def draft_proposal(
    *,
    user: User,
    round: Round,
    texts: dict[str, str],
    key: str = "",
    organisation: Organisation | None = None,
    source_page: Page | None = None,
) -> Proposal:
    """Begin a plan. `key` comes with the form and becomes its address: the same form sent twice makes one draft."""
    round = Round.objects.select_for_update().get(pk=round.pk)
    known = Proposal.objects.filter(ref=key).first() if key else None
    if known and known.author_id == user.pk and known.round_id == round.pk:
        return known
    now = db_now()
    require_open(round, (Act.WRITE,), now)
    if not can_draft_proposal(user, round, now):
        raise PermissionDenied
    require_voice(user, organisation)
    proposal = Proposal.objects.create(
        ref=key if key and not known else new_ref(),
        round=round,
        author=user,
        organisation=organisation,
        source_page=source_page or source_of_round(round),
        created_at=now,
    )
    Draft.objects.create(proposal=proposal, saved_at=now, **_known(texts))
    return proposal


@transaction.atomic
def open_draft(*, user: User, proposal: Proposal) -> Draft:
    """The working copy, to be shown in a form; begun anew from the current version where it has gone."""
    draft = Draft.objects.filter(proposal=proposal).first()
    if draft:
        return draft
    proposal = locked(proposal)
    if not can_edit_draft(user, proposal):
        raise PermissionDenied
    return locked_draft(proposal)


@transaction.atomic
def save_draft(*, user: User, proposal: Proposal, edition: int, texts: dict[str, str]) -> Draft:
    """Keep some or all of the texts. `edition` is the one the form was made from; Stale carries the draft as it stands.

    The same text sent twice (a double click) is no conflict.
    """
    proposal = locked(proposal)
    if not can_edit_draft(user, proposal):
        raise PermissionDenied
    draft = locked_draft(proposal)
    changed = {name: words for name, words in _known(texts).items() if getattr(draft, name) != words}
    if not changed:
        return draft
    if draft.edition != edition:
        raise Stale(_("This plan was saved in another window since you opened this page. Both texts are below."), draft)
    for name, words in changed.items():
        setattr(draft, name, words)
    _touch(draft, db_now())
    return draft


@transaction.atomic
def place_draft(
    *,
    user: User,
    proposal: Proposal,
    organisation: Organisation | None,
    source_page: Page | None,
    themes: Iterable[Theme],
) -> Proposal:
    """Say in whose name it is written, which page it comes from and what it is about; fixed once it is published."""
    proposal = locked(proposal)
    if not can_edit_draft(user, proposal):
        raise PermissionDenied
    if proposal.status != ProposalStatus.DRAFT:
        raise Refused(_("The plan has been published meanwhile: in whose name it stands can no longer change."))
    require_voice(user, organisation)
    proposal.organisation, proposal.source_page = organisation, source_page
    proposal.save(update_fields=["organisation", "source_page"])
    proposal.themes.set(themes)
    return proposal


@transaction.atomic
def discard_draft(*, user: User, proposal: Proposal) -> None:
    """Throw away a draft never published."""
    proposal = locked(proposal)
    if not can_discard_draft(user, proposal):
        raise PermissionDenied
    proposal.delete()


@transaction.atomic
def forget_drafts(*, user: User) -> int:
    """When an account is erased, what was never published goes: whole drafts, and the working copies of published plans."""
    Draft.objects.filter(proposal__author=user).delete()
    return Proposal.objects.filter(author=user, status=ProposalStatus.DRAFT).delete()[0]


def _known(texts: dict[str, str]) -> dict[str, str]:
    return {name: words for name, words in texts.items() if name in TEXTS}


def _touch(draft: Draft, now: datetime) -> None:
    draft.edition += 1
    draft.saved_at = now
    draft.save()
