"""An organisation is asked for; an administrator checks it and writes down what was checked; only then it exists for others."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from policylab.accounts.models import User
from policylab.core.clock import db_now
from policylab.core.errors import Refused
from policylab.core.named import LANGUAGES
from policylab.directory.enums import OrganisationStatus
from policylab.directory.models import Membership, Organisation
from policylab.directory.permissions import can_ask_organisation, can_check_organisation
from policylab.directory.selectors import managing_role, possible_parents
from policylab.directory.telling import tell_accepted, tell_refused
from policylab.territories.models import Territory
from search.services import refresh_documents

WAITING_AT_MOST = 3


@transaction.atomic
def ask_organisation(
    *,
    user: User,
    kind: str,
    names: dict[str, str],
    territory: Territory,
    language: str,
    description: str = "",
    website: str = "",
    registration: str = "",
) -> Organisation:
    """Makes work for an administrator, so nobody has more than three waiting."""
    if not can_ask_organisation(user):
        raise PermissionDenied
    User.objects.select_for_update().get(pk=user.pk)
    waiting = Organisation.objects.filter(asked_by=user, status=OrganisationStatus.ASKED)
    if waiting.count() >= WAITING_AT_MOST:
        raise Refused(_("Three of your organisations are waiting for their check. Ask for the next one after that."))
    words = {f"name_{code}": names.get(code, "") for code in LANGUAGES} | {f"description_{language}": description}
    return Organisation.objects.create(
        kind=kind,
        territory=territory,
        language=language,
        website=website,
        registration=registration,
        asked_by=user,
        asked_at=db_now(),
        **words,
    )


@transaction.atomic
def accept_organisation(
    *, by: User, organisation: Organisation, what_was_checked: str, parent: Organisation | None = None
) -> Organisation:
    """Whoever asked becomes its first officer (a public body) or representative, and names the others."""
    body = _waiting(by, organisation)
    if parent and not possible_parents(body).filter(pk=parent.pk).exists():
        raise Refused(_("A department belongs to a public body of the same place."), field="parent")
    body.parent = parent
    now = _decide(body, by, OrganisationStatus.CHECKED, what_was_checked)
    if body.asked_by:
        Membership.objects.create(
            user=body.asked_by, organisation=body, role=managing_role(body), started_at=now, started_by=by
        )
    refresh_documents(objects=[body])
    tell_accepted(body)
    return body


@transaction.atomic
def refuse_organisation(*, by: User, organisation: Organisation, reason: str) -> Organisation:
    """The reason goes to whoever asked; the row stays, so that the same question is seen to be the same."""
    body = _waiting(by, organisation)
    _decide(body, by, OrganisationStatus.REFUSED, reason)
    tell_refused(body)
    return body


def _waiting(by: User, organisation: Organisation) -> Organisation:
    """Locked and still undecided: two administrators may have it open."""
    if not can_check_organisation(by):
        raise PermissionDenied
    body = Organisation.objects.select_for_update(of=("self",)).select_related("asked_by").get(pk=organisation.pk)
    if body.status != OrganisationStatus.ASKED:
        raise Refused(_("Somebody has decided this meanwhile."))
    return body


def _decide(body: Organisation, by: User, status: OrganisationStatus, words: str) -> datetime:
    now = db_now()
    body.status, body.decided_by, body.decided_at, body.what_was_checked = status, by, now, words
    body.save(update_fields=["status", "decided_by", "decided_at", "what_was_checked", "parent"])
    return now
