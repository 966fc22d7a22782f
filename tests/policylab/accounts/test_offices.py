"""Who becomes editor or administrator is decided in Django's admin; nothing else about people is."""

import pytest
from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin import site
from django.contrib.auth.models import Group
from django.test import Client

from policylab.accounts.models import EDITORS, User
from policylab.accounts.permissions import is_editor
from policylab.accounts.services.erasure import erase_account

from .factories import administrator, editor, last_code, person, signed_in, with_second_factor

pytestmark = pytest.mark.django_db
PEOPLE = "/django-admin/accounts/user/"


@pytest.fixture
def office(db):
    return signed_in(with_second_factor(administrator(email="admin@example.org")))


def editors() -> Group:
    return Group.objects.get_or_create(name=EDITORS)[0]


def test_somebody_becomes_an_editor_and_stays_who_they_are(office):
    user = person("a@example.org", password="correct horse battery")
    url = f"{PEOPLE}{user.pk}/change/"
    assert office.get(url).status_code == 200
    said = {"email": "stolen@example.org", "password": "x1y2z3a4b5", "is_active": "on", "groups": [editors().pk]}
    assert office.post(url, said).status_code == 302
    user.refresh_from_db()
    assert is_editor(user)
    assert user.email == "a@example.org"
    assert user.check_password("correct horse battery")


def test_an_administrator_may_use_both_admins(office):
    user = person()
    office.post(f"{PEOPLE}{user.pk}/change/", {"is_active": "on", "is_superuser": "on"})
    user.refresh_from_db()
    assert (user.is_superuser, user.is_staff) == (True, True)


def test_the_last_administrator_stays_one(office):
    user = User.objects.get(email="admin@example.org")
    answer = office.post(f"{PEOPLE}{user.pk}/change/", {"is_active": "on"})
    assert answer.status_code == 200
    user.refresh_from_db()
    assert user.is_superuser


def test_an_account_made_beforehand_is_opened_by_a_code(office):
    assert (
        office.post(
            f"{PEOPLE}add/", {"email": "New@example.org", "groups": [editors().pk], "is_active": "on"}
        ).status_code
        == 302
    )
    user = User.objects.get(email="new@example.org")
    assert not user.has_usable_password()
    client = Client()
    client.post("/en/account/sign-in/", {"email": "new@example.org"})
    client.post("/en/account/sign-in/code/", {"code": last_code("new@example.org")})
    assert int(client.session["_auth_user_id"]) == user.pk


def test_nobody_is_deleted_by_somebody_else(office):
    user = person()
    for method in (office.get, office.post):
        assert method(f"{PEOPLE}{user.pk}/delete/", {"post": "yes"}).status_code == 403
    office.post(PEOPLE, {"action": "delete_selected", "_selected_action": [user.pk], "post": "yes"})
    assert User.objects.filter(pk=user.pk).exists()


def test_what_was_erased_stays_so(office):
    user = person()
    erase_account(user=user, by=user)
    assert office.post(f"{PEOPLE}{user.pk}/change/", {"is_active": "on"}).status_code == 403


def test_an_editor_gives_no_offices():
    client, user = signed_in(with_second_factor(editor())), person()
    assert client.post(f"{PEOPLE}{user.pk}/change/", {"is_superuser": "on", "is_active": "on"}).status_code == 403
    user.refresh_from_db()
    assert not user.is_superuser


@pytest.mark.parametrize("model", [Authenticator, EmailAddress, EmailConfirmation, UserSession])
def test_nobody_reads_what_opens_another_s_account(model):
    assert not site.is_registered(model)
