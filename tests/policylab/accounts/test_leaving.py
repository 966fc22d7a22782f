"""Taking one's data along, and leaving for good."""

import json

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied
from django.test import Client

from policylab.accounts.models import User
from policylab.accounts.services.data import export_personal_data
from policylab.accounts.services.erasure import erase_account
from policylab.core import registries
from policylab.territories.models import Territory
from policylab.territories.services import import_territories

from .factories import SECRET, administrator, editor, last_code, person, signed_in, with_second_factor

pytestmark = pytest.mark.django_db
DELETE, DATA = "/en/account/delete/", "/en/account/data/"


def test_everything_stored_about_me_is_one_file():
    user = with_second_factor(person("a@example.org", password="correct horse battery", display_name="Amina"))
    answer = signed_in(user).get(DATA)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="policylab-my-data.json"'
    assert "no-store" in answer.headers["Cache-Control"]
    account = json.loads(answer.content)["account"]
    assert (account["email"], account["name"], account["password"]) == ("a@example.org", "Amina", "set")
    assert account["second_factors"][0]["type"] == "totp"
    assert SECRET not in answer.content.decode()
    assert user.password not in answer.content.decode()


def test_every_part_that_keeps_something_adds_to_the_file(monkeypatch):
    monkeypatch.setitem(registries.personal_data, "plans", lambda user: [{"title": "خطة", "by": user.ref}])
    user = person()
    assert json.loads(export_personal_data(user=user))["plans"] == [{"title": "خطة", "by": user.ref}]


def test_everybody_who_registers_for_the_file_can_be_asked():
    """Whatever an app adds must be plain enough to be written down."""
    json.loads(export_personal_data(user=person()))


def test_leaving_is_explained_asked_once_and_done():
    import_territories()
    user = editor(email="a@example.org", password="correct horse battery", territory=Territory.objects.get(code="TN"))
    with_second_factor(user)
    client = signed_in(user)
    page = client.get(DELETE).content.decode()
    assert "What goes" in page
    assert "What stays" in page
    assert client.post(DELETE).context["form"].errors["sure"]
    assert client.post(DELETE, {"sure": "on"}).headers["Location"] == "/en/"
    user.refresh_from_db()
    assert user.email == f"{user.ref}@erased.invalid"
    assert (user.display_name, user.territory, user.is_active, user.last_login) == ("", None, False, None)
    assert not user.has_usable_password()
    assert user.erased_at
    assert str(user) == "former participant"
    assert not user.groups.exists()
    assert not EmailAddress.objects.filter(user=user).exists()
    assert not Authenticator.objects.filter(user=user).exists()
    assert client.get("/en/account/").status_code == 302


def test_no_other_device_stays_signed_in(django_capture_on_commit_callbacks):
    user = person("a@example.org")
    elsewhere = Client()
    elsewhere.post("/en/account/sign-in/", {"email": user.email})
    elsewhere.post("/en/account/sign-in/code/", {"code": last_code(user.email)})
    with django_capture_on_commit_callbacks(execute=True):
        signed_in(user).post(DELETE, {"sure": "on"})
    assert elsewhere.get("/en/account/").status_code == 302
    assert not UserSession.objects.filter(user=user).exists()


def test_the_address_is_free_again_and_begins_a_new_account():
    user = person("a@example.org")
    erase_account(user=user, by=user)
    client = Client()
    client.post("/en/account/sign-in/", {"email": "a@example.org"})
    client.post("/en/account/sign-in/code/", {"code": last_code("a@example.org")})
    assert User.objects.get(email="a@example.org").pk != user.pk


def test_whoever_lets_go_does_so_in_the_same_transaction(monkeypatch):
    asked = []
    monkeypatch.setitem(registries.erasure, "plans", asked.append)
    user = person()
    erase_account(user=user, by=user)
    assert asked == [user]

    def fails(user):
        raise RuntimeError

    monkeypatch.setitem(registries.erasure, "votes", fails)
    stays = person("b@example.org")
    with pytest.raises(RuntimeError):
        erase_account(user=stays, by=stays)
    stays.refresh_from_db()
    assert stays.email == "b@example.org"


def test_nobody_deletes_somebody_else():
    user = person()
    for other in (person(), administrator()):
        with pytest.raises(PermissionDenied):
            erase_account(user=user, by=other)


def test_the_last_administrator_names_another_one_first():
    only = administrator()
    client = signed_in(only)
    assert "only administrator" in client.get(DELETE).content.decode()
    client.post(DELETE, {"sure": "on"})
    only.refresh_from_db()
    assert only.is_active
    administrator()
    client.post(DELETE, {"sure": "on"})
    only.refresh_from_db()
    assert not only.is_active
    assert not only.is_superuser


def test_leaving_asks_for_proof():
    user = person()
    client = signed_in(user, proved_before=3600)
    assert client.post(DELETE, {"sure": "on"}).headers["Location"].startswith("/en/account/confirm/")
    user.refresh_from_db()
    assert user.is_active
