"""Asks one address as one role and says in a word of the table what came of it."""

import re
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation

WRITES = re.compile(r'^\s*(INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
# What a session remembers (a message, what was typed, the proof) is no act.
REMEMBERED = {"django_session", "usersessions_usersession", "cache"}
BY_STATUS = {403: "forbidden", 404: "hidden", 405: "not so"}
SENDS = re.compile(rb"<form\b[^>]*method=[\"']?post", re.IGNORECASE)


@contextmanager
def undone(client: Client):
    """Whatever happens within is taken back; a new password, say, brings a new session, and that goes with it."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    client.cookies = cookies


@contextmanager
def writes_seen():
    """The tables written to within."""
    seen: set[str] = set()

    def look(execute, sql, params, many, context):
        result, found = execute(sql, params, many, context), WRITES.match(sql)
        # A row just inserted is counted only when it is fetched; an update that met no row has changed nothing.
        happened = found and (found.group(1).upper().startswith("INSERT") or context["cursor"].rowcount != 0)
        if happened and found.group(2) not in REMEMBERED:
            seen.add(found.group(2))
        return result

    with connection.execute_wrapper(look):
        yield seen


def ask(client: Client, method: str, address: str, sent: dict) -> tuple[str, str]:
    """(answer, what it was made of) of one request that leaves no trace."""
    cache.clear()
    with undone(client), writes_seen() as written:
        response = client.get(address) if method == "GET" else client.post(address, sent)
    made_of = f"{response.status_code} {response.get('Location', '')} {sorted(written)}"
    return answer_of(response, method, written), made_of


def answer_of(response: HttpResponse, method: str, written: set[str]) -> str:
    if response.status_code >= 500:
        return "broken"
    if response.status_code in BY_STATUS:
        return BY_STATUS[response.status_code]
    if written:
        return "done"
    if response.status_code in {301, 302}:
        return led_to(response["Location"])
    if method == "POST":
        return "closed"
    return "form" if offers_to_send(response) else "ok"


def led_to(location: str) -> str:
    with translation.override("fr"):
        doors = {reverse("account_login"): "sign in", reverse("accounts:proof"): "proof"}
    return doors.get(urlsplit(location).path, "leads on")


def offers_to_send(response: HttpResponse) -> bool:
    """A form in the page's own part that posts; the header's (sign out) are on every page."""
    if response.streaming or "html" not in response.get("Content-Type", ""):
        return False
    _head, _main, rest = response.content.partition(b"<main")
    return bool(SENDS.search(rest.partition(b"</main>")[0]))
