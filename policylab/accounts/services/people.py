"""An account begins when the first code is typed; its owner then says who they are to others."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from policylab.accounts.models import User
from policylab.core.clock import db_now
from policylab.core.errors import Refused
from policylab.territories.models import Territory


def admit_person(*, address: str, language: str) -> tuple[User, bool]:
    """The account of a mailbox just proved by a code, made where there was none; second, whether it is new."""
    address = address.strip().lower()
    try:
        with transaction.atomic():
            user = User.objects.filter(email=address).first()
            created = user is None
            user = user or User.objects.create_user(address, language=language, joined_at=db_now())
            _prove_address(user, address)
    except IntegrityError:  # the same person pressed twice, and the other press made the account
        return User.objects.get(email=address), False
    return user, created


@transaction.atomic
def save_profile(*, user: User, display_name: str, language: str, territory: Territory | None) -> User:
    user = User.objects.select_for_update().get(pk=user.pk)
    user.display_name, user.language, user.territory = display_name, language, territory
    user.save(update_fields=["display_name", "language", "territory"])
    return user


def change_address(*, user: User, address: str) -> User:
    """The new address was proved by a code; the old one opens the account no more."""
    address = address.strip().lower()
    try:
        with transaction.atomic():
            user = User.objects.select_for_update().get(pk=user.pk)
            user.email = address
            user.save(update_fields=["email"])
            EmailAddress.objects.filter(user=user).delete()
            _prove_address(user, address)
    except IntegrityError as error:
        raise Refused(_("This address already has an account of its own. Sign in with it instead.")) from error
    return user


@transaction.atomic
def set_password(*, user: User, password: str) -> User:
    user = User.objects.select_for_update().get(pk=user.pk)
    user.set_password(password)
    user.save(update_fields=["password"])
    return user


def _prove_address(user: User, address: str) -> None:
    """allauth's own row: one verified address for each account. Whoever opens the mailbox today is its owner."""
    rows = EmailAddress.objects.filter(Q(user=user) | Q(email=address))
    rows.exclude(user=user, email=address).delete()
    EmailAddress.objects.update_or_create(user=user, email=address, defaults={"verified": True, "primary": True})
