"""Plans from outside: a browser without JavaScript."""

from django.test import Client

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def browser(user=None) -> Client:
    client = Client()
    if user:
        client.force_login(user, backend=BACKEND)
    return client


def at(plan, page: str = "", language: str = "fr") -> str:
    return f"/{language}/plans/{plan.ref}/{page}"
