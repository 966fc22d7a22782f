"""People for tests: `person()`, `signed_in(client, user)`, `with_second_factor(user)`, and their mailbox."""

import re
import time
from itertools import count

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.userkit import user_id_to_str
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal import auth
from django.contrib.auth.models import Group
from django.test import Client

from policylab.accounts.models import EDITORS, User
from policylab.notices.models import OutboxMail

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
numbers = count(1)


def person(email: str = "", **fields) -> User:
    number = next(numbers)
    fields.setdefault("display_name", f"Person {number}")
    user = User.objects.create_user(email or f"person{number}@example.org", fields.pop("password", None), **fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def editor(**fields) -> User:
    user = person(**fields)
    user.groups.add(Group.objects.get_or_create(name=EDITORS)[0])
    return user


def administrator(**fields) -> User:
    return person(is_superuser=True, is_staff=True, **fields)


def with_second_factor(user: User) -> User:
    auth.TOTP.activate(user, SECRET)
    return user


def app_code() -> str:
    """What the authenticator app shows now."""
    return auth.format_hotp_value(auth.hotp_value(SECRET, int(time.time()) // 30))


def signed_in(user: User, client: Client | None = None, *, proved_before: float = 0, method: str = "mfa") -> Client:
    """Signed in as long ago as `proved_before` seconds, second factor included where there is one."""
    client = client or Client()
    client.force_login(user, backend=BACKEND)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": method, "at": time.time() - proved_before}]
    session["account_authentication_methods_user"] = user_id_to_str(user)
    session.save()
    return client


def mails_to(address: str) -> list[OutboxMail]:
    return list(OutboxMail.objects.filter(to=address))


def code_in(mail: OutboxMail) -> str:
    return re.search(r"^\d{6}$", mail.body, re.MULTILINE).group()


def last_code(address: str) -> str:
    return code_in(mails_to(address)[-1])
