"""Who belongs to an organisation. Memberships end, they are never deleted: what was signed in a capacity stays explained."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from policylab.accounts.models import User
from policylab.accounts.permissions import can_administer
from policylab.core.clock import db_now
from policylab.core.errors import Refused
from policylab.directory.models import Invitation, Membership, Organisation
from policylab.directory.permissions import can_answer_invitation, can_end_membership, can_manage_members
from policylab.directory.selectors import managing_role, roles_offered
from policylab.directory.telling import tell_invited

GOOD_FOR = timedelta(days=30)
WAITING_AT_MOST = 50


@transaction.atomic
def invite_member(*, by: User, organisation: Organisation, address: str, role: str) -> Invitation:
    """Asks the owner of a mailbox in. What happens here is the same whether or not they have an account."""
    body = _locked(organisation)
    if not can_manage_members(by, body):
        raise PermissionDenied
    if role not in roles_offered(body):
        raise Refused(_("This organisation has no such part."), field="role")
    address = address.strip().lower()
    waiting = Invitation.objects.open().filter(organisation=body)
    if waiting.filter(address=address).exists():
        raise Refused(
            _("This address has been invited already. Withdraw that invitation to change it."), field="address"
        )
    if waiting.count() >= WAITING_AT_MOST:
        raise Refused(_("Fifty invitations are waiting for an answer. Withdraw some first."))
    invitation = Invitation.objects.create(
        organisation=body, address=address, role=role, invited_at=db_now(), invited_by=by
    )
    tell_invited(invitation)
    return invitation


@transaction.atomic
def withdraw_invitation(*, by: User, invitation: Invitation) -> None:
    body = _locked(invitation.organisation)
    if not can_manage_members(by, body):
        raise PermissionDenied
    Invitation.objects.open().filter(pk=invitation.pk).update(closed_at=db_now())


@transaction.atomic
def accept_invitation(*, user: User, invitation: Invitation) -> Membership:
    """The part begins; one held before in the same organisation ends with it."""
    body = _locked(invitation.organisation)
    asked = _answerable(user, invitation, body)
    now = db_now()
    if now > asked.invited_at + GOOD_FOR:
        raise Refused(_("This invitation is more than a month old. Ask for a new one."))
    Membership.objects.current().filter(user=user, organisation=body).update(ended_at=now, ended_by=user)
    Invitation.objects.filter(pk=asked.pk).update(closed_at=now)
    return Membership.objects.create(
        user=user, organisation=body, role=asked.role, started_at=now, started_by=asked.invited_by
    )


@transaction.atomic
def decline_invitation(*, user: User, invitation: Invitation) -> None:
    asked = _answerable(user, invitation, _locked(invitation.organisation))
    Invitation.objects.filter(pk=asked.pk).update(closed_at=db_now())


@transaction.atomic
def give_role(*, by: User, membership: Membership, role: str) -> Membership:
    """Another part in the same organisation: the old one ends, the new one begins."""
    body = _locked(membership.organisation)
    if not can_manage_members(by, body):
        raise PermissionDenied
    if role not in roles_offered(body):
        raise Refused(_("This organisation has no such part."), field="role")
    current = _current(membership)
    if current.role == role:
        return current
    _keep_one_in_charge(by, body, current)
    now = _end(by, current)
    return Membership.objects.create(user=current.user, organisation=body, role=role, started_at=now, started_by=by)


@transaction.atomic
def end_membership(*, by: User, membership: Membership) -> Membership:
    body = _locked(membership.organisation)
    if not can_end_membership(by, membership):
        raise PermissionDenied
    current = _current(membership)
    _keep_one_in_charge(by, body, current)
    _end(by, current)
    return current


def _locked(organisation: Organisation) -> Organisation:
    return Organisation.objects.select_for_update().get(pk=organisation.pk)


def _current(membership: Membership) -> Membership:
    found = Membership.objects.current().select_related("user").filter(pk=membership.pk).first()
    if found is None:
        raise Refused(_("This part has ended meanwhile."))
    return found


def _end(by: User, membership: Membership) -> datetime:
    now = db_now()
    membership.ended_at, membership.ended_by = now, by
    membership.save(update_fields=["ended_at", "ended_by"])
    return now


def _keep_one_in_charge(by: User, body: Organisation, leaving: Membership) -> None:
    """Only an administrator may leave a body without anybody in charge."""
    role = managing_role(body)
    if leaving.role != role or can_administer(by):
        return
    if not Membership.objects.current().filter(organisation=body, role=role).exclude(pk=leaving.pk).exists():
        raise Refused(_("Nobody else is in charge here. Name somebody first, then leave."))


def _answerable(user: User, invitation: Invitation, body: Organisation) -> Invitation:
    asked = Invitation.objects.select_related("organisation", "invited_by").get(pk=invitation.pk)
    if not can_answer_invitation(user, asked):
        raise PermissionDenied
    if asked.closed_at:
        raise Refused(_("This invitation has been answered or withdrawn."))
    return asked
