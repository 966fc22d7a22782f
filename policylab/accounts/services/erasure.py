"""Leaving for good (DESIGN 4.12): the row stays, without anything personal; published texts stay under «former participant»."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied
from django.db import transaction

from policylab.accounts.models import User
from policylab.accounts.permissions import can_erase_account
from policylab.core import registries
from policylab.core.after import after_commit
from policylab.core.clock import db_now

NOWHERE = "{ref}@erased.invalid"


@transaction.atomic
def erase_account(*, user: User, by: User) -> None:
    """Every app lets go of what is the person's own (`registries.erasure`), then the account itself is emptied."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if not can_erase_account(by, user):
        raise PermissionDenied
    for forget in registries.erasure.values():
        forget(user)
    sessions = list(UserSession.objects.filter(user=user))
    for model in (EmailAddress, Authenticator):
        model.objects.filter(user=user).delete()
    user.groups.clear()
    user.user_permissions.clear()
    _empty(user)
    after_commit(_end_sessions, sessions)


def _empty(user: User) -> None:
    user.email = NOWHERE.format(ref=user.ref)
    user.display_name, user.territory = "", None
    user.is_superuser = user.is_staff = user.is_active = False
    user.last_login = None
    user.set_unusable_password()
    user.erased_at = db_now()
    user.save()


def _end_sessions(sessions: list[UserSession]) -> None:
    """They open nothing any more (the account is closed); this removes what they hold."""
    for session in sessions:
        session.end()
