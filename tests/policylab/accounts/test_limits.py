"""A class of 60 behind one address comes in; somebody who guesses does not; every refusal says when to come back."""

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory

from policylab.accounts import limits
from policylab.accounts.models import User

from .factories import last_code, mails_to, person, signed_in, with_second_factor

pytestmark = pytest.mark.django_db
DOOR, CODE, PASSWORD = "/fr/account/sign-in/", "/fr/account/sign-in/code/", "/fr/account/sign-in/password/"


def test_sixty_phones_behind_one_address_sign_up_within_five_minutes():
    """Each of them mistypes once, and every third asks twice."""
    for number in range(60):
        phone, address = Client(), f"phone{number}@example.org"
        assert phone.post(DOOR, {"email": address}).status_code == 302
        if number % 3 == 0:
            assert phone.post(CODE, {"action": "again"}).status_code == 429  # a minute too early
        code = last_code(address)
        assert phone.post(CODE, {"code": "nothing"}).status_code == 200
        assert phone.post(CODE, {"code": code}).headers["Location"].startswith("/fr/account/welcome/")
        assert (
            phone.post("/fr/account/welcome/", {"display_name": f"Élève {number}", "language": "fr"}).status_code == 302
        )
    assert User.objects.filter(display_name__startswith="Élève").count() == 60


def test_one_mailbox_gets_one_code_a_minute_and_the_page_says_when():
    phone = Client()
    phone.post(DOOR, {"email": "a@example.org"})
    again = phone.post(CODE, {"action": "again", "code": "123"})
    assert again.status_code == 429
    assert 0 < int(again.headers["Retry-After"]) <= 60
    assert 'value="123"' in again.content.decode(), "what was typed so far stays"
    assert 'lang="fr"' in again.content.decode()
    assert len(mails_to("a@example.org")) == 1


def test_asking_again_at_the_door_shows_the_code_page():
    phone = Client()
    phone.post(DOOR, {"email": "a@example.org"})
    answer = phone.post(DOOR, {"email": "a@example.org", "next": "/fr/plans/"}, follow=True)
    assert answer.redirect_chain == [(CODE, 302)]
    assert answer.context["wait"]
    assert len(mails_to("a@example.org")) == 1
    assert phone.post(CODE, {"code": last_code("a@example.org")}).headers["Location"].endswith("next=%2Ffr%2Fplans%2F")


def test_asking_from_another_phone_within_the_minute_keeps_the_address_and_says_when():
    Client().post(DOOR, {"email": "a@example.org"})
    answer = Client().post(DOOR, {"email": "a@example.org"})
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) <= 60
    assert 'value="a@example.org"' in answer.content.decode()
    assert answer.context["form"].errors["email"]


def test_one_mailbox_gets_six_codes_an_hour(settings):
    for _minute in range(6):
        assert Client().post(DOOR, {"email": "a@example.org"}).status_code == 302
        forget_the_minute()
    answer = Client().post(DOOR, {"email": "a@example.org"})
    assert answer.status_code == 429
    assert 3000 < int(answer.headers["Retry-After"]) <= 3600


def names_in_cache() -> list[str]:
    """In memory, or in Redis where CI gives one; each key is «prefix:version:name»."""
    held = cache._cache
    keys = [key.decode() for key in held.get_client().keys("*")] if hasattr(held, "get_client") else list(held)
    return [key.split(":", 2)[-1] for key in keys]


def forget_the_minute() -> None:
    """As if a minute had gone by: the counters by the minute are empty, those by the hour are not."""
    for name in names_in_cache():
        if "1/60" in name:
            cache.delete(name)


def test_guessing_codes_for_one_mailbox_ends_after_twenty_an_hour():
    refusals = []
    for _round in range(5):
        phone = Client()
        phone.post(DOOR, {"email": "a@example.org"})
        refusals += [phone.post(CODE, {"code": "none"}) for _try in range(5)]
        forget_the_minute()
    last = refusals[-1]
    assert last.status_code == 429
    assert int(last.headers["Retry-After"]) > 1800
    code = last_code("a@example.org")
    assert phone.post(CODE, {"code": code}).status_code == 429, "even the right one waits"


def test_guessing_passwords_ends_after_eight_and_the_code_still_lets_its_owner_in():
    person("a@example.org", password="correct horse battery")
    phone = Client()
    for _guess in range(8):
        assert phone.post(PASSWORD, {"login": "a@example.org", "password": "guess"}).status_code == 200
    answer = phone.post(PASSWORD, {"login": "a@example.org", "password": "correct horse battery"})
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) == 900
    assert 'value="a@example.org"' in answer.content.decode()
    phone.post(DOOR, {"email": "a@example.org"})
    assert phone.post(CODE, {"code": last_code("a@example.org")}).status_code == 302


def test_guessing_the_second_factor_ends_too():
    with_second_factor(person("a@example.org"))
    phone = Client()
    phone.post(DOOR, {"email": "a@example.org"})
    second = phone.post(CODE, {"code": last_code("a@example.org")}).headers["Location"]
    answers = [phone.post(second, {"code": f"{guess:06}"}) for guess in range(10)]
    assert [answer.status_code for answer in answers[-2:]] == [429, 429]
    assert answers[-1].headers["Retry-After"] == "900"


def test_a_limit_of_allauth_answers_with_our_page_in_the_reader_s_language(settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/15m/ip"}
    phone = Client()
    phone.post("/ar/account/sign-in/password/", {"login": "a@example.org", "password": "secret word"})
    answer = phone.post("/ar/account/sign-in/password/", {"login": "a@example.org", "password": "secret word"})
    text = answer.content.decode()
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "900"
    assert 'dir="rtl"' in text
    assert "a@example.org" in text, "what was typed is kept"
    assert "secret word" not in text, "but no password"


def test_a_network_address_has_its_bound_too():
    phone = Client()
    answers = [phone.post(DOOR, {"email": f"p{number}@example.org"}).status_code for number in range(245)]
    assert answers[:240] == [302] * 240
    assert set(answers[240:]) == {429}
    other = Client(REMOTE_ADDR="203.0.113.9")
    assert other.post(DOOR, {"email": "q@example.org"}).status_code == 302


def test_a_false_proxy_header_gives_no_fresh_address():
    answers = [
        Client(HTTP_X_FORWARDED_FOR=f"198.51.100.{number}").post(DOOR, {"email": f"p{number}@example.org"}).status_code
        for number in range(242)
    ]
    assert answers[-1] == 429


def test_what_is_given_back_counts_for_nobody():
    request = RequestFactory().post("/")
    for _use in range(30):
        limits.take(request, "try_address", key="k").give_back()
    assert limits.wait_for(request, "try_address", key="k") == 0
    assert limits.left_of(request, "try_address", key="k") == 20


def test_proof_is_limited_for_each_account():
    user = person(password="correct horse battery")
    phone = signed_in(user, proved_before=3600)
    answers = [
        phone.post("/fr/account/confirm/?by=password", {"password": "guess"}).status_code for _guess in range(10)
    ]
    assert answers[:8] == [200] * 8
    assert answers[-1] == 429
