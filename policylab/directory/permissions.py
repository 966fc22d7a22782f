"""Who may do what to an organisation, and in its name: one `can_...` for each act."""

from typing import Any

from policylab.accounts.permissions import can_administer, has_second_factor
from policylab.core.asking import asked_once

from .enums import PUBLIC_KINDS, OrganisationStatus
from .models import Invitation, Membership, Organisation
from .selectors import managing_role, organisations_spoken_for, roles_of, runs


def can_ask_organisation(user: Any) -> bool:
    """Anybody with an account: asking opens nothing before an administrator has checked."""
    return bool(user.is_authenticated and user.is_active)


def can_check_organisation(user: Any) -> bool:
    """An administrator with a second factor: what follows binds town halls and cooperatives."""
    return can_administer(user)


def can_manage_members(user: Any, organisation: Organisation) -> bool:
    """Those who speak for the body name its members: officers of a public one (second factor), representatives of others.

    An administrator may too, for the day when all of them have left. Before the check nobody may: it is nobody's body yet.
    """
    if organisation.status != OrganisationStatus.CHECKED or not user.is_authenticated:
        return False
    if can_administer(user):
        return True
    if managing_role(organisation) not in roles_of(user, organisation):
        return False
    return organisation.kind not in PUBLIC_KINDS or has_second_factor(user)


def lacks_only_second_factor(user: Any, organisation: Organisation) -> bool:
    """An officer who may all of this as soon as the second factor is set up: the page says so instead of «no»."""
    public = organisation.status == OrganisationStatus.CHECKED and organisation.kind in PUBLIC_KINDS
    office = public and user.is_authenticated and managing_role(organisation) in roles_of(user, organisation)
    return office and not has_second_factor(user)


def can_end_membership(user: Any, membership: Membership) -> bool:
    """Whoever manages the members; and everybody their own: nobody is kept."""
    own = user.is_authenticated and membership.user_id == user.pk
    return own or can_manage_members(user, membership.organisation)


def can_answer_invitation(user: Any, invitation: Invitation) -> bool:
    """The owner of the mailbox it was sent to; a forwarded link opens nothing."""
    mine = user.is_authenticated and user.email.lower() == invitation.address.lower()
    return bool(mine and invitation.organisation.status == OrganisationStatus.CHECKED)


@asked_once
def can_speak_for(user: Any, organisation: Organisation) -> bool:
    """Current representatives of a checked body, and its officers once they have a second factor."""
    return organisations_spoken_for(user).filter(pk=organisation.pk).exists()


def can_run_consultations(user: Any, organisation: Organisation) -> bool:
    """Officers, with a second factor, of a checked municipality or public body: asking people binds it."""
    return bool(user.is_authenticated) and runs(user, organisation) and has_second_factor(user)
