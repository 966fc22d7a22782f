"""What production writes into its log: a line of JSON for each request and for what goes wrong, and nobody's address."""

import io
import json
import logging
from collections.abc import Callable

import pytest
from django.core.mail import send_mail
from django.db import IntegrityError
from django.http import HttpResponse
from django.test import RequestFactory

from policylab.core.logs import JsonLines, RequestLog, without_addresses

ADDRESS = "amina.benali@example.org"
Lines = Callable[[], list[dict]]


@pytest.fixture
def lines(monkeypatch, settings) -> Lines:
    """Everything logged as production does it, in front of the middleware that production adds."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [handler])
    monkeypatch.setattr(root, "level", logging.INFO)
    root.setLevel(logging.INFO)
    settings.MIDDLEWARE = ["policylab.core.logs.RequestLog", *settings.MIDDLEWARE]
    return lambda: [json.loads(line) for line in written.getvalue().splitlines()]


def test_a_request_is_one_line_without_query_or_reader(client, lines):
    client.get("/healthz", {"q": ADDRESS}, headers={"X-Request-ID": "proxy-4711-a"}, REMOTE_ADDR="10.0.0.7")
    [line] = lines()
    assert line.pop("ms") >= 0
    assert line.pop("at").endswith("+00:00")
    assert line == {
        "level": "info",
        "from": "policylab.requests",
        "said": "request",
        "method": "GET",
        "path": "/healthz",
        "status": 200,
        "request": "proxy-4711-a",
    }


@pytest.mark.parametrize("odd", ["", "x", "a b c d e f g h", "x" * 65, 'quote"quote"'])
def test_an_odd_request_id_is_not_taken_over(lines, odd):
    RequestLog(lambda request: HttpResponse())(RequestFactory().get("/", headers={"X-Request-ID": odd}))
    assert lines()[0]["request"] != odd
    assert len(lines()[0]["request"]) == 10


def test_what_stands_in_an_address_as_a_token_is_not_written_down(client, db, lines):
    client.get("/fr/notices/stop/eyJ1IjoiYWJjIn0:secret/")
    [line] = [line for line in lines() if line["said"] == "request"]
    assert line["path"] == "/fr/notices/stop/…/"


def test_signing_up_writes_no_address_down(transactional_db, client, lines):
    client.post("/fr/account/sign-in/", {"email": ADDRESS})
    client.post("/fr/account/sign-in/code/", {"code": "000000"})
    client.get(f"/fr/nowhere/{ADDRESS}/")
    assert len([line for line in lines() if line["said"] == "request"]) == 3
    assert_nobody_is_in(lines)


def test_a_mail_that_fails_writes_no_address_down(transactional_db, settings, lines):
    settings.OUTBOX_TRANSPORT = f"{__name__}.Refusing"
    send_mail("Hello", "text", None, [ADDRESS])
    [said] = [line["said"] for line in lines() if "was not taken at attempt 1" in line["said"]]
    assert "[address]" in said
    assert_nobody_is_in(lines)


def test_a_500_writes_no_address_down_and_can_be_found_by_its_request(client, monkeypatch, lines):
    def broken(request):
        raise IntegrityError(f"DETAIL: Key (email)=({ADDRESS}) already exists.")

    monkeypatch.setattr("django.urls.resolvers.ResolverMatch.__getitem__", lambda match, n: (broken, (), {})[n])
    client.raise_request_exception = False
    assert client.get("/healthz").status_code == 500
    error, request = lines()
    assert "(email)=([address]) already exists." in error["traceback"]
    assert (request["status"], request["request"]) == (500, error["request"])
    assert_nobody_is_in(lines)


@pytest.mark.parametrize("text", [ADDRESS, "Amina <a+b@sub.example.tn>", "path/a%40b.tn/", "{'x@y.tn': (550, b'no')}"])
def test_addresses_are_cut_out_of_any_text(text):
    found = without_addresses(text)
    assert "@" not in found
    assert "%40" not in found
    assert "[address]" in found


def assert_nobody_is_in(lines: Lines) -> None:
    assert lines()
    assert "amina" not in json.dumps(lines()).lower()


class Refusing:
    """A mail server that refuses by name, as SMTP does."""

    def __init__(self, *args, **kwargs):
        pass

    def open(self) -> None:
        pass

    close = open

    def send_messages(self, messages) -> int:
        raise OSError({messages[0].to[0]: (550, b"no such box")})
