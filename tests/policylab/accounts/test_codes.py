"""Wrong, old, used and guessed codes; what an answer tells about an address."""

import re
from threading import Barrier, Thread

import pytest
from django.core.cache import cache
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from policylab.accounts.codes import LIFETIME, SESSION_KEY
from policylab.accounts.models import User

from .factories import last_code, mails_to, person

pytestmark = pytest.mark.django_db
DOOR, CODE = "/en/account/sign-in/", "/en/account/sign-in/code/"
KNOWN, UNKNOWN = "known@example.org", "wholly@example.org"


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def asked(address: str = UNKNOWN) -> tuple[Client, str]:
    client = Client()
    client.post(DOOR, {"email": address})
    return client, last_code(address)


def age_code(client: Client, seconds: float) -> None:
    session = client.session
    session[SESSION_KEY]["sign_in"]["sent_at"] -= seconds
    session.save()


def test_a_wrong_code_says_how_many_tries_are_left_and_keeps_the_page():
    client, code = asked()
    for left in (4, 3, 2, 1):
        answer = client.post(CODE, {"code": wrong(code)})
        assert answer.status_code == 200
        assert str(left) in answer.context["form"].errors["code"][0]
        assert b'role="alert"' in answer.content
    assert client.post(CODE, {"code": code}).status_code == 302, "the fifth try may be the right one"


def test_after_five_wrong_tries_even_the_right_code_is_used_up():
    client, code = asked()
    for _try in range(5):
        answer = client.post(CODE, {"code": wrong(code)})
    assert "used up" in answer.context["form"].errors["code"][0]
    answer = client.post(CODE, {"code": code})
    assert answer.status_code == 200
    assert not User.objects.exists()
    cache.clear()
    assert client.post(CODE, {"action": "again"}).status_code == 302
    assert client.post(CODE, {"code": last_code(UNKNOWN)}).status_code == 302


def test_only_the_newest_code_works():
    client, first = asked()
    cache.clear()
    client.post(CODE, {"action": "again"})
    assert len(mails_to(UNKNOWN)) == 2
    assert client.post(CODE, {"code": first}).status_code == (200 if first != last_code(UNKNOWN) else 302)
    assert client.post(CODE, {"code": last_code(UNKNOWN)}).status_code == 302


def test_a_code_is_good_for_fifteen_minutes():
    client, code = asked()
    age_code(client, LIFETIME - 5)
    assert client.get(CODE).status_code == 200
    age_code(client, 10)
    answer = client.post(CODE, {"code": code}, follow=True)
    assert answer.redirect_chain[-1][0] == DOOR
    assert "15 minutes" in answer.content.decode()
    assert not User.objects.exists()


def test_a_code_works_once_and_only_in_its_own_tab():
    client, code = asked()
    stolen = Client()
    assert stolen.post(CODE, {"code": code}).headers["Location"] == DOOR
    stolen.post(DOOR, {"email": "other@example.org"})
    assert stolen.post(CODE, {"code": code}).status_code == 200
    client.post(CODE, {"code": code})
    client.post("/en/account/sign-out/")
    assert client.post(CODE, {"code": code}).headers["Location"] == DOOR


def test_the_session_holds_no_digits():
    client, code = asked()
    assert code not in str(dict(client.session))


@pytest.mark.parametrize("typed", ["", "abc", "1" * 100_000, "12\x0034", "<script>", "²³¹", "\u202e123456", "-1"])
def test_bad_input_is_said_at_the_field(typed):
    client, _code = asked()
    answer = client.post(CODE, {"code": typed})
    assert answer.status_code == 200
    assert answer.context["form"].errors["code"]
    assert b"<script>" not in answer.content.replace(b"<script src", b"")
    assert not User.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_guesses_sent_at_one_moment_are_still_five():
    """All of them read the same session; the tries are counted elsewhere."""
    client = Client()
    client.post(DOOR, {"email": UNKNOWN})
    cookie, together, seen = client.cookies["sessionid"].value, Barrier(12), []

    def guess() -> None:
        mine = Client()
        mine.cookies["sessionid"] = cookie
        together.wait()
        seen.append(mine.post(CODE, {"code": "no digits"}).content.decode())
        connections.close_all()

    threads = [Thread(target=guess) for _guess in range(12)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert len(seen) == 12
    assert sum("This is not the code" in page for page in seen) <= 4
    assert sum("used up" in page for page in seen) >= 8


def without_tokens(answer) -> str:
    """A page without what differs from each page to the next: tokens, the address itself, and the seconds left."""
    text = re.sub(r'value="[A-Za-z0-9]{64}"', "", answer.content.decode())
    return re.sub(r"\d+ seconds?", "", text).replace(KNOWN, "X").replace(UNKNOWN, "X")


def headers_of(answer) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name not in {"Expires", "Content-Length"}}


def walked(address: str) -> list:
    """Every answer somebody without the mailbox can get."""
    client = Client()
    steps = [client.post(DOOR, {"email": address}), client.get(CODE), client.post(CODE, {"action": "again"})]
    steps += [client.post(CODE, {"code": "no digits"}) for _try in range(7)]
    other = Client()
    steps += [other.post(DOOR, {"email": address})]
    return steps


def test_no_answer_tells_whether_an_address_has_an_account():
    person(KNOWN)
    for known, unknown in zip(walked(KNOWN), walked(UNKNOWN), strict=True):
        assert known.status_code == unknown.status_code
        assert headers_of(known) == headers_of(unknown)
        assert set(known.cookies) == set(unknown.cookies)
        assert without_tokens(known) == without_tokens(unknown)


def test_both_get_the_same_mail_but_for_the_code():
    person(KNOWN, language="ar")
    (known, unknown) = (asked(address) and mails_to(address)[0] for address in (KNOWN, UNKNOWN))
    assert known.subject == unknown.subject
    assert re.sub(r"\d{6}", "", known.body) == re.sub(r"\d{6}", "", unknown.body)
    assert re.sub(r"\d{6}", "", known.html) == re.sub(r"\d{6}", "", unknown.html)


def test_asking_reads_no_table_of_people():
    """So that not even the clock can tell them apart."""
    person(KNOWN)
    told = []
    for address in (KNOWN, UNKNOWN):
        with CaptureQueriesContext(connection) as context:
            Client().post(DOOR, {"email": address})
        told.append([re.sub(r'"s\d+_x\d+"', "", query["sql"]).split(" WHERE ")[0][:40] for query in context])
        assert not any(table in query["sql"] for table in ("accounts_user", "emailaddress") for query in context)
    assert told[0] == told[1]


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer():
    person(KNOWN, password="correct horse battery")
    answers = [
        Client().post("/en/account/sign-in/password/", {"login": address, "password": "wrong password"})
        for address in (KNOWN, UNKNOWN)
    ]
    assert without_tokens(answers[0]) == without_tokens(answers[1])
    assert answers[0].context["form"].non_field_errors()
