"""Accounts and organisations in a real browser: nothing for axe to find, no script needed, and a passkey that works."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core import mail

from policylab.accounts.models import User
from policylab.directory.enums import OrganisationStatus, Role
from tests.policylab.accounts.factories import administrator, person, signed_in, with_second_factor
from tests.policylab.directory.factories import organisation, part, town_hall

pytestmark = pytest.mark.browser
# What test_every_page.py does not come by.
OWN = ["account/security/passkeys/add/", "account/welcome/", "account/address/", "account/password/"]


def cookies_of(user) -> dict:
    """For `visit(..., storage_state=…)`: somebody who has just signed in."""
    cookie = {
        "name": "sessionid",
        "value": signed_in(user).cookies["sessionid"].value,
        "domain": "localhost",
        "path": "/",
    }
    return {"cookies": [cookie | {"expires": -1, "httpOnly": True, "secure": False, "sameSite": "Lax"}]}


def faults(page) -> list:
    found = Axe().run(page).response["violations"]
    return [(fault["id"], [node["html"][:120] for node in fault["nodes"]]) for fault in found]


def last_digits() -> str:
    return re.search(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE).group()


def test_axe_finds_nothing_on_the_way_in(visit):
    assert faults(visit("/fr/account/sign-in/password/", width=1280)) == []
    page = visit("/ar/account/sign-in/")
    page.fill("[name=email]", "no address")
    page.click("main form.form button >> nth=0")
    assert faults(page) == []
    page.fill("[name=email]", "amina@example.org")
    page.click("main form.form button >> nth=0")
    assert faults(page) == []


@pytest.mark.parametrize(("language", "width"), [("ar", 360), ("fr", 1280)])
def test_axe_finds_nothing_on_one_s_own_pages(visit, screenshot, language, width):
    user = with_second_factor(administrator())
    body, waiting = (
        town_hall(),
        organisation(status=OrganisationStatus.ASKED, asked_by=person(), description_fr="Un texte"),
    )
    part(user, body, Role.OFFICER)
    page = visit("/fr/", width=width, storage_state=cookies_of(user))
    for path in [*OWN, f"organisations/checks/{waiting.ref}/", f"organisations/{body.ref}/members/"]:
        page.goto(f"/{language}/{path}")
        assert faults(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0, path
        name = path.replace(body.ref, "one").replace(waiting.ref, "one").strip("/").replace("/", "-")
        screenshot(page, f"{name}-{language}-{width}")


def test_somebody_joins_without_script_by_keyboard_alone(visit):
    page = visit("/fr/account/sign-in/", javascript=False)
    page.locator("[name=email]").focus()
    page.keyboard.type("amina@example.org")
    page.keyboard.press("Enter")
    page.wait_for_url("**/code/")
    page.locator("[name=code]:focus").wait_for()  # the page opens with the focus in the field
    page.keyboard.type(last_digits())
    page.keyboard.press("Enter")
    page.wait_for_url("**/welcome/")
    page.locator("[name=display_name]").focus()
    page.keyboard.type("Amina")
    page.keyboard.press("Enter")
    page.wait_for_url("**/fr/account/")
    assert User.objects.get(email="amina@example.org").display_name == "Amina"


def test_a_passkey_is_made_and_opens_the_account(visit):
    user = person()
    page = visit("/fr/account/security/passkeys/add/", storage_state=cookies_of(user))
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    wishes = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    key = {"options": wishes | {"isUserVerified": True, "automaticPresenceSimulation": True}}
    devtools.send("WebAuthn.addVirtualAuthenticator", key)
    page.check("[name=passwordless]")
    page.click("form[data-passkey] button")
    page.wait_for_url("**/recovery-codes/")
    page.goto("/fr/account/sign-out/")
    page.click("main form button")
    page.goto("/fr/account/sign-in/?next=/fr/account/profile/")
    page.click("form[data-passkey=sign-in] button")
    page.wait_for_url("**/fr/account/profile/")


def test_a_passkey_that_fails_says_so(visit):
    page = visit("/fr/account/sign-in/")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('no')) }")
    page.click("form[data-passkey=sign-in] button")
    page.locator("[data-failed]").wait_for(state="visible")
