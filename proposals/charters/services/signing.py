"""Signing: an organisation puts its name under the digest of one version, the newest; and takes it away again, with a reason."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from policylab.accounts.models import User
from policylab.core.after import after_commit
from policylab.core.clock import db_now
from policylab.core.errors import Refused, Stale
from policylab.directory.models import Organisation
from proposals.charters import telling
from proposals.charters.enums import Capacity
from proposals.charters.models import CharterVersion, Signature
from proposals.charters.permissions import can_sign_charter, can_withdraw_signature
from proposals.charters.selectors import charter_of
from proposals.models import Proposal
from proposals.services._locks import locked


@transaction.atomic
def sign_charter(
    *, user: User, proposal: Proposal, organisation: Organisation, capacity: str, digest: str, office: str = ""
) -> Signature:
    """Sign the text that has this `digest`. A body signs a version once, whoever of its people presses, and however often.

    Nobody signs what they have not read: where a newer version stands, Stale carries it.
    """
    proposal = locked(proposal)
    if not can_sign_charter(user, proposal, organisation):
        raise PermissionDenied
    version = _version_to_sign(proposal, digest)
    if capacity not in Capacity.values:
        raise Refused(_("Say as what your organisation signs."), field="capacity")
    known = Signature.objects.standing().filter(version=version, organisation=organisation).first()
    if known:
        return known
    signature = Signature.objects.create(
        version=version,
        digest=version.digest,
        organisation=organisation,
        capacity=capacity,
        office=office.strip(),
        signed_by=user,
        signed_at=db_now(),
    )
    after_commit(telling.charter_signed, signature)
    return signature


@transaction.atomic
def withdraw_signature(
    *, user: User, proposal: Proposal, organisation: Organisation, reason: str, language: str
) -> Signature:
    """A body leaves the charter: its name is withdrawn from every version it signed. Twice is once; nothing is deleted."""
    proposal = locked(proposal)
    if not can_withdraw_signature(user, organisation):
        raise PermissionDenied
    if not reason.strip():
        raise Refused(_("Say why: the reason stands beside the signature."), field="reason")
    signed = Signature.objects.filter(version__charter__proposal=proposal, organisation=organisation)
    newest = signed.order_by("-version__number", "-signed_at", "-pk").first()
    if newest is None:
        raise Refused(_("This organisation has not signed the charter."), field="organisation")
    ended = {"withdrawn_by": user, "reason": reason.strip(), "reason_language": language, "withdrawn_at": db_now()}
    if signed.standing().update(**ended):
        newest.refresh_from_db()
        after_commit(telling.signature_withdrawn, newest)
    return newest


def _version_to_sign(proposal: Proposal, digest: str) -> CharterVersion:
    charter = charter_of(proposal)
    if charter is None or charter.current is None:
        raise Refused(_("The charter has no text yet."))
    version = charter.current
    if digest != version.digest:
        raise Stale(
            _("Version %(number)s was published since you opened this page. Nothing was signed: read it first.")
            % {"number": version.number},
            version,
        )
    return version
