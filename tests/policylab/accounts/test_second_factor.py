"""Authenticator app, passkeys, recovery codes."""

import json
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth
from django.test import Client

from policylab.accounts.permissions import has_second_factor

from .factories import last_code, mails_to, person, signed_in, with_second_factor

pytestmark = pytest.mark.django_db
SAFETY, APP, CODES = "/en/account/security/", "/en/account/security/app/", "/en/account/security/recovery-codes/"
ADD, SECOND = "/en/account/security/passkeys/add/", "/en/account/sign-in/second-factor/"


def shown_by(secret: str) -> str:
    return auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // 30))


def set_up(client: Client):
    page = client.get(APP)
    return client.post(APP, {"code": shown_by(page.context["form"].secret)})


def test_an_app_is_set_up_with_its_square_its_link_and_its_key():
    user = person("a@example.org")
    client = signed_in(user)
    page = client.get(APP)
    text = page.content.decode()
    assert "data:image/svg+xml;base64," in text
    assert 'href="otpauth://totp/a%40example.org?secret=' in text
    assert page.context["form"].secret in text
    assert "example.com" not in text
    assert client.post(APP, {"code": "000000"}).status_code == 200
    assert not has_second_factor(user)
    assert client.post(APP, {"code": shown_by(page.context["form"].secret)}).headers["Location"] == CODES
    assert has_second_factor(user)
    assert client.get(CODES).status_code == 200


def test_setting_it_up_signs_every_other_device_out():
    user = person("a@example.org")
    elsewhere = Client()
    elsewhere.post("/en/account/sign-in/", {"email": user.email})
    elsewhere.post("/en/account/sign-in/code/", {"code": last_code(user.email)})
    assert elsewhere.get(SAFETY).status_code == 200
    here = signed_in(user)
    set_up(here)
    assert here.get(SAFETY).status_code == 200
    assert elsewhere.get(SAFETY).status_code == 302, "so every session has proved the second factor"


def test_whoever_has_just_set_it_up_need_not_prove_at_once():
    client = signed_in(person(), method="code")
    set_up(client)
    assert client.get("/en/account/password/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_its_owner_is_told_in_their_language(mailoutbox):
    user = person("a@example.org", language="ar")
    set_up(signed_in(user))
    assert [mail.to for mail in mailoutbox] == [["a@example.org"]]
    assert 'dir="rtl"' in mailoutbox[0].alternatives[0].content


def test_a_lost_phone_a_recovery_code_opens_once():
    user = with_second_factor(person("a@example.org"))
    RecoveryCodes.activate(user)
    (code, *_rest) = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()
    for status in (302, 200):
        from django.core.cache import cache

        cache.clear()
        client = Client()
        client.post("/en/account/sign-in/", {"email": user.email})
        client.post("/en/account/sign-in/code/", {"code": last_code(user.email)})
        assert client.post(SECOND, {"code": code}).status_code == status


def test_recovery_codes_are_shown_downloaded_and_made_anew():
    user = with_second_factor(person())
    client = signed_in(user)
    assert client.post(f"{CODES}new/").headers["Location"] == CODES
    codes = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()
    page, file = client.get(CODES).content.decode(), client.get(f"{CODES}file/")
    assert all(code in page for code in codes)
    assert all(code in file.content.decode() for code in codes)
    assert file.headers["Content-Disposition"].startswith("attachment")
    client.post(f"{CODES}new/")
    assert codes != Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()


def test_taking_the_app_away_asks_for_proof_by_it():
    user = with_second_factor(person())
    assert signed_in(user, method="code").post(f"{APP}remove/").headers["Location"].startswith("/en/account/confirm/")
    assert has_second_factor(user)
    client = signed_in(user)
    assert client.get(f"{APP}remove/").status_code == 200
    client.post(f"{APP}remove/")
    assert not has_second_factor(user)


def test_recovery_codes_alone_are_no_second_factor():
    user = person()
    RecoveryCodes.activate(user)
    assert not has_second_factor(user)


def test_the_passkey_page_hands_its_options_over_without_a_script_in_the_page():
    page = signed_in(person()).get(ADD)
    options = json.loads(page.context["options"])
    assert options["publicKey"]["rp"]["id"] == "testserver"
    assert 'data-passkey="create"' in page.content.decode()


RUBBISH = ["", "null", "[]", "{}", '{"id": 1}', "x" * 100_000, '{"rawId":"AA","response":{}}', "\x00", '{"a":' * 1000]


@pytest.mark.parametrize("credential", RUBBISH)
def test_rubbish_in_place_of_a_passkey_is_refused(credential):
    user = with_second_factor(person())
    client = signed_in(user)
    assert client.post(ADD, {"name": "k", "credential": credential}).status_code == 200
    assert client.post("/en/account/confirm/passkey/", {"credential": credential}).status_code == 302
    stranger = Client()
    assert stranger.post("/en/account/sign-in/passkey/", {"credential": credential}).status_code == 302
    assert not stranger.session.get("_auth_user_id")
    assert not Authenticator.objects.filter(type="webauthn").exists()


def test_the_options_for_signing_in_by_passkey_tell_nobody_s_key():
    answer = Client().get("/en/account/sign-in/passkey/", headers={"Accept": "application/json"})
    assert answer.json()["request_options"]["publicKey"]["challenge"]
    assert not answer.json()["request_options"]["publicKey"].get("allowCredentials")


@pytest.mark.parametrize("act", ["rename", "remove"])
def test_nobody_touches_another_s_passkey(act):
    owner = person()
    key = Authenticator.objects.create(user=owner, type="webauthn", data={"name": "mine", "credential": {}})
    client = signed_in(person())
    for method in (client.get, client.post):
        assert method(f"/en/account/security/passkeys/{key.pk}/{act}/", {"name": "stolen"}).status_code == 404
    assert Authenticator.objects.get(pk=key.pk).data["name"] == "mine"


def test_the_second_step_cannot_be_reached_without_the_first():
    assert Client().get(SECOND).headers["Location"] == "/en/account/sign-in/"
    assert Client().post(SECOND, {"code": "123456"}).headers["Location"] == "/en/account/sign-in/"


def test_half_way_in_is_not_in():
    user = with_second_factor(person("a@example.org"))
    client = Client()
    client.post("/en/account/sign-in/", {"email": user.email})
    client.post("/en/account/sign-in/code/", {"code": last_code(user.email)})
    assert client.get("/en/account/").status_code == 302
    assert client.get("/en/account/data/").status_code == 302
    assert len(mails_to(user.email)) == 1


@pytest.mark.parametrize("typed", ["", "x" * 100_000, "\x00", "<b>", "١٢٣"])
def test_bad_input_is_said_at_the_field(typed):
    client = signed_in(person())
    client.get(APP)
    answer = client.post(APP, {"code": typed})
    assert answer.status_code == 200
    assert answer.context["form"].errors["code"]
