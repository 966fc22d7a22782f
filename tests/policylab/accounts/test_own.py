"""One's own pages: name, language, place, address, password, proof."""

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from bs4 import BeautifulSoup
from django.test import Client

from policylab.accounts.models import User
from policylab.territories.services import import_territories

from .factories import administrator, app_code, editor, last_code, mails_to, person, signed_in, with_second_factor

pytestmark = pytest.mark.django_db
HOME, PROFILE, PROOF = "/en/account/", "/en/account/profile/", "/en/account/confirm/"
ADDRESS, ADDRESS_CODE, PASSWORD = "/en/account/address/", "/en/account/address/code/", "/en/account/password/"
OWN = [HOME, PROFILE, PROOF, ADDRESS, PASSWORD, "/en/account/security/", "/en/account/devices/", "/en/account/data/"]
LONG_AGO = 3600


@pytest.mark.parametrize("url", [*OWN, "/en/account/delete/", "/en/account/welcome/", "/en/account/security/app/"])
def test_nobody_signed_in_is_led_to_the_door_and_back(client, url):
    answer = client.get(url)
    assert answer.headers["Location"].startswith("/en/account/sign-in/?next=")
    assert client.get(answer.headers["Location"]).context["onward"] == url


@pytest.mark.parametrize("language", ["ar", "fr", "en", "es", "it"])
def test_every_own_page_is_ours_in_every_language(language):
    client = signed_in(with_second_factor(person(password="correct horse battery")))
    for url in [
        *OWN,
        "/en/account/delete/",
        "/en/account/welcome/",
        "/en/account/security/passkeys/add/",
        "/en/account/sign-out/",
    ]:
        answer = client.get(url.replace("/en/", f"/{language}/"))
        assert answer.status_code == 200, url
        if "html" in answer.headers["Content-Type"]:
            assert f'<html lang="{language}"' in answer.content.decode()
            assert b"policylab/look.css" in answer.content
            assert b'style="' not in answer.content
            assert b"<script>" not in answer.content


def test_the_account_page_costs_few_queries(django_assert_max_num_queries):
    client = signed_in(person())
    with django_assert_max_num_queries(7):
        client.get(HOME)


def test_name_language_and_place_are_saved():
    import_territories()
    user = person()
    answer = signed_in(user).post(
        PROFILE, {"display_name": " Leïla  ", "language": "es", "territory": "Gabès, Gabès, Tunisie"}
    )
    assert answer.headers["Location"] == HOME
    user.refresh_from_db()
    assert (user.display_name, user.language, user.territory.code) == ("Leïla", "es", "TN-81-gabes")


BAD_NAMES = ["", "   ", "x" * 100_000, "a\x00b", "\u202egnaf", "me@example.org", "!!!", "\u200e\u200f"]


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_name_that_cannot_be_is_said_and_the_rest_kept(name):
    import_territories()
    user = person(display_name="Before")
    answer = signed_in(user).post(PROFILE, {"display_name": name, "language": "ar", "territory": "Atlantis"})
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == {"display_name", "territory"}
    assert 'value="Atlantis"' in answer.content.decode()
    user.refresh_from_db()
    assert user.display_name == "Before"


def test_a_name_with_markup_is_shown_as_typed():
    user = person()
    client = signed_in(user)
    client.post(PROFILE, {"display_name": "<b onclick=x>Ali</b>", "language": "fr"})
    assert b"&lt;b onclick=x&gt;Ali&lt;/b&gt;" in client.get(HOME).content


@pytest.mark.parametrize("language", ["", "xx", "fr'; --", "ar" * 1000])
def test_an_unknown_language_is_refused(language):
    answer = signed_in(person()).post(PROFILE, {"display_name": "A", "language": language})
    assert answer.context["form"].errors["language"]


def test_a_profile_typed_into_an_ended_session_is_there_again():
    user = person("a@example.org")
    client = signed_in(user)
    client.session.flush()
    client.post(PROFILE, {"display_name": "Typed twice", "language": "it"})
    client.post("/en/account/sign-in/", {"email": user.email, "next": PROFILE})
    client.post("/en/account/sign-in/code/", {"code": last_code(user.email)})
    assert 'value="Typed twice"' in client.get(PROFILE).content.decode()


def test_a_new_address_takes_the_place_of_the_old_one_by_a_code():
    user = person("old@example.org", language="fr")
    client = signed_in(user)
    assert client.post(ADDRESS, {"email": "New@Example.org"}).headers["Location"] == ADDRESS_CODE
    user.refresh_from_db()
    assert user.email == "old@example.org", "nothing changes before the code"
    assert client.post(ADDRESS_CODE, {"code": "none"}).status_code == 200
    assert client.post(ADDRESS_CODE, {"code": last_code("new@example.org")}).headers["Location"] == HOME
    user.refresh_from_db()
    assert user.email == "new@example.org"
    assert list(EmailAddress.objects.filter(user=user).values_list("email", "verified", "primary")) == [
        ("new@example.org", True, True)
    ]
    assert len(mails_to("old@example.org")) == 1, "the old mailbox is told"


def test_an_address_that_has_an_account_is_told_only_to_its_owner():
    person("taken@example.org")
    user = person("mine@example.org")
    client = signed_in(user)
    assert client.post(ADDRESS, {"email": "taken@example.org"}).headers["Location"] == ADDRESS_CODE
    answer = client.post(ADDRESS_CODE, {"code": last_code("taken@example.org")}, follow=True)
    assert answer.redirect_chain[-1][0] == ADDRESS
    user.refresh_from_db()
    assert user.email == "mine@example.org"


@pytest.mark.parametrize(
    "url", [ADDRESS, PASSWORD, "/en/account/delete/", "/en/account/data/", "/en/account/security/app/"]
)
def test_what_matters_asks_for_proof_again_after_a_while(url):
    client = signed_in(person(), proved_before=LONG_AGO)
    answer = client.get(url)
    assert answer.headers["Location"] == f"{PROOF}?next={url.replace('/', '%2F')}"


def test_proof_by_a_code_leads_on():
    user = person("a@example.org")
    client = signed_in(user, proved_before=LONG_AGO)
    page = client.get(ADDRESS).headers["Location"]
    assert client.get(page).status_code == 200
    assert client.post(page).status_code == 302
    assert "six digits" in client.get(page).content.decode()
    assert client.post(page, {"code": last_code("a@example.org")}).headers["Location"] == ADDRESS
    assert client.get(ADDRESS).status_code == 200


def test_proof_by_password_leads_on():
    client = signed_in(person(password="correct horse battery"), proved_before=LONG_AGO)
    page = f"{PROOF}?by=password&next={ADDRESS}"
    assert client.post(page, {"password": "wrong"}).status_code == 200
    assert client.post(page, {"password": "correct horse battery"}).headers["Location"] == ADDRESS


def test_whoever_has_a_second_factor_proves_by_that_and_not_by_a_mailbox():
    user = with_second_factor(person("a@example.org", password="correct horse battery"))
    client = signed_in(user, method="code")
    page = client.get(PASSWORD).headers["Location"]
    client.post(page)
    assert not mails_to("a@example.org")
    assert client.post(f"{page}&by=password", {"password": "correct horse battery"}).status_code == 200
    assert client.post(page, {"code": app_code()}).headers["Location"] == PASSWORD


def test_proof_leads_to_no_other_site():
    client = signed_in(person(password="correct horse battery"), proved_before=LONG_AGO)
    answer = client.post(f"{PROOF}?by=password&next=https://evil.example/", {"password": "correct horse battery"})
    assert answer.headers["Location"] == HOME


def test_a_password_is_set_then_opens_and_other_devices_are_signed_out():
    user = person("a@example.org")
    client, elsewhere = signed_in(user), signed_in(user)
    assert client.post(PASSWORD, {"password": "une phrase facile"}).headers["Location"] == HOME
    assert client.get(HOME).status_code == 200
    assert elsewhere.get(HOME).status_code == 302
    assert len(mails_to("a@example.org")) == 1
    fresh = Client()
    page = "/en/account/sign-in/password/"
    answer = fresh.post(page, {"login": "A@example.org", "password": "une phrase facile", "next": "/en/plans/"})
    assert answer.headers["Location"] == "/en/plans/"


@pytest.mark.parametrize("password", ["", "short", "12345678901", "password123", "a@example.org", "x" * 100_000])
def test_a_weak_password_is_refused_with_the_reason(password):
    user = person("a@example.org")
    answer = signed_in(user).post(PASSWORD, {"password": password})
    assert answer.context["form"].errors["password"]
    user.refresh_from_db()
    assert not user.has_usable_password()


def test_a_forgotten_password_is_replaced_through_the_door():
    user = person("a@example.org", password="forgotten long ago")
    client = Client()
    assert f"/en/account/sign-in/?next={PASSWORD}" in client.get("/en/account/sign-in/password/").content.decode()
    client.post("/en/account/sign-in/", {"email": user.email, "next": PASSWORD})
    assert client.post("/en/account/sign-in/code/", {"code": last_code(user.email)}).headers["Location"] == PASSWORD
    assert client.post(PASSWORD, {"password": "une autre phrase"}).status_code == 302
    user.refresh_from_db()
    assert user.check_password("une autre phrase")


def test_devices_are_listed_and_the_others_signed_out():
    user = person("a@example.org")
    devices = [Client(), Client(HTTP_USER_AGENT="<img src=x>")]
    for device in devices:
        from django.core.cache import cache

        cache.clear()
        device.post("/en/account/sign-in/", {"email": user.email})
        device.post("/en/account/sign-in/code/", {"code": last_code(user.email)})
    assert UserSession.objects.filter(user=user).count() == 2
    page = devices[0].get("/en/account/devices/").content.decode()
    assert "&lt;img src=x&gt;" in page
    devices[0].post("/en/account/devices/")
    assert devices[0].get(HOME).status_code == 200
    assert devices[1].get(HOME).status_code == 302


def test_signing_out_is_a_press_and_leads_to_the_front_page():
    client = signed_in(person())
    assert client.get("/ar/account/sign-out/").status_code == 200
    assert client.post("/ar/account/sign-out/").headers["Location"] == "/ar/"
    assert client.get(HOME).status_code == 302


def test_the_welcome_page_refuses_a_foreign_place_to_go():
    client = signed_in(person(display_name=""))
    said = {"display_name": "A", "language": "fr", "next": "//evil.example"}
    assert client.post("/en/account/welcome/", said).headers["Location"] == HOME
    assert User.objects.get().display_name == "A"


@pytest.mark.parametrize(
    ("make", "desks"),
    [
        (person, set()),
        (editor, {"/admin/"}),
        (administrator, {"/admin/", "/fr/organisations/checks/", "/fr/health/"}),
    ],
)
def test_who_edits_or_runs_the_lab_finds_the_desk_among_the_own_pages(make, desks):
    page = BeautifulSoup(signed_in(make()).get("/fr/account/").content, "html.parser")
    found = {link["href"] for link in page.select("aside a")}
    assert found & {"/admin/", "/fr/organisations/checks/", "/fr/health/"} == desks
