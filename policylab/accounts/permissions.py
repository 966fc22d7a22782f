"""What an account may do by itself. What it may do for an organisation stands in policylab.directory.permissions.

Whoever acts for others (officers, editors, administrators) needs a second factor: a mailbox alone is too easily read by
somebody else. All sessions but one end when it is set up, so whoever is signed in with one has proved it.
"""

from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from policylab.core.asking import asked_once

from .models import User


@asked_once
def has_second_factor(user: Any) -> bool:
    """An authenticator app or a passkey; recovery codes alone are none."""
    return user.is_authenticated and second_factors_of(user).exists()


def second_factors_of(user: Any) -> QuerySet[Authenticator]:
    """Of a person, or of those of another query (`OuterRef`)."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user_id=getattr(user, "pk", user), type__in=kinds)


def is_administrator(user: Any) -> bool:
    """Holds the office, whether or not the second factor is set up: to say what is missing."""
    return bool(user.is_authenticated and user.is_active and user.is_superuser)


def is_editor(user: Any) -> bool:
    """Member of the group «Editors», or administrator, whether or not the second factor is set up."""
    return bool(user.is_authenticated and user.is_editor)


def can_administer(user: Any) -> bool:
    """An administrator with a second factor: checks organisations, gives parts to people."""
    return is_administrator(user) and has_second_factor(user)


def can_edit(user: Any) -> bool:
    """An editor with a second factor: opens Wagtail's admin."""
    return is_editor(user) and has_second_factor(user)


def can_erase_account(user: Any, account: Any) -> bool:
    """One's own account only: nobody deletes somebody else's. The last administrator names another one first."""
    return bool(user.is_authenticated and user.pk == account.pk and not is_last_administrator(account))


def is_last_administrator(account: Any) -> bool:
    """Without one, nobody could run the site."""
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=account.pk)
    return account.is_superuser and not others.exists()
