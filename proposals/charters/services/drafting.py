"""A charter is drafted by the town hall and those who wrote the plan, in one working copy, and published version by version."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from policylab.accounts.models import User
from policylab.core.after import after_commit
from policylab.core.clock import db_now
from policylab.core.errors import Refused, Stale
from proposals.charters import telling
from proposals.charters.models import Charter, CharterDraft, CharterVersion
from proposals.charters.permissions import can_draft_charter, can_publish_charter
from proposals.charters.selectors import charter_of, draft_of
from proposals.charters.texts import TEXTS, digest_of, texts_of
from proposals.models import Proposal
from proposals.services._locks import locked
from search.services import refresh_documents


@transaction.atomic
def draft_charter(*, user: User, proposal: Proposal, texts: dict[str, str], edition: int = 0) -> CharterDraft:
    """Keep the words; the first time, begin the charter. `edition` is the one the form was made from, 0 for none.

    The same text sent twice (a double click) is no conflict.
    """
    proposal = locked(proposal)
    if not can_draft_charter(user, proposal):
        raise PermissionDenied
    now, words = db_now(), {name: texts[name] for name in TEXTS}
    begun = {"begun_by": user, "begun_at": now}
    charter, _new = Charter.objects.get_or_create(proposal=proposal, defaults=begun)
    draft = draft_of(charter)
    if draft is None:
        return CharterDraft.objects.create(charter=charter, saved_at=now, **words)
    if texts_of(draft) == words:
        return draft
    if draft.edition != edition:
        raise Stale(
            _(
                "Somebody else saved this charter since you opened the page. Both texts are below; save again to keep yours."
            ),
            draft,
        )
    for name, value in words.items():
        setattr(draft, name, value)
    draft.edition, draft.saved_at = draft.edition + 1, now
    draft.save()
    return draft


@transaction.atomic
def publish_charter(*, user: User, proposal: Proposal, edition: int, what_changed: str = "") -> CharterVersion:
    """The next version, from the draft of this `edition`: what was read on the page is what is published.

    The same press twice is one version. Signatures stay under the version they were given to.
    """
    proposal = locked(proposal)
    if not can_publish_charter(user, proposal):
        raise PermissionDenied
    charter = charter_of(proposal)
    draft = draft_of(charter)
    if charter is None or draft is None:
        raise Refused(_("The charter has no text yet."))
    if charter.current and digest_of(draft) == charter.current.digest:
        return charter.current
    if draft.edition != edition:
        raise Refused(
            _("The text was saved again since you opened this page. Read it once more before you publish it.")
        )
    version = _add_version(
        charter,
        draft,
        plan_version=proposal.current,
        what_changed=what_changed.strip(),
        published_by=user,
        published_at=db_now(),
    )
    refresh_documents(objects=[charter])
    after_commit(telling.charter_published, version)
    return version


def _add_version(charter: Charter, draft: CharterDraft, **given: Any) -> CharterVersion:
    version = CharterVersion.objects.create(
        charter=charter,
        number=charter.current.number + 1 if charter.current else 1,
        digest=digest_of(draft),
        **texts_of(draft),
        **given,
    )
    charter.current = version
    charter.save(update_fields=["current"])
    return version
