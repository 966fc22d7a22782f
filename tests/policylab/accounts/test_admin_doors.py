"""Both admins stand behind our door, the office and the second factor."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from policylab.accounts import permissions

from .factories import administrator, editor, person, signed_in, with_second_factor

pytestmark = pytest.mark.django_db
EDITING = ["/admin/", "/admin/pages/", "/admin/reports/locked/", "/admin/no-such-page/"]
TECHNICAL = ["/django-admin/", "/django-admin/accounts/user/"]


def may_edit(user):
    """What the migration of `home` gives the group «Editors»."""
    user.groups.get().permissions.add(Permission.objects.get(codename="access_admin"))
    return user


@pytest.mark.parametrize("url", [*EDITING, *TECHNICAL])
def test_nobody_signed_in_is_led_to_our_door_and_back(client, url):
    answer = client.get(f"{url}?p=1")
    assert answer.headers["Location"].startswith("/fr/account/sign-in/?next=")
    assert client.get(answer.headers["Location"]).context["onward"] == f"{url}?p=1"
    assert client.post(url).headers["Location"] == "/fr/account/sign-in/?next=%2Fadmin%2F"


@pytest.mark.parametrize("url", [*EDITING, *TECHNICAL])
def test_a_citizen_gets_no_admin_page_but_an_explanation(url):
    answer = signed_in(with_second_factor(person())).get(url)
    assert answer.status_code == 403
    assert b"policylab/look.css" in answer.content
    assert b"wagtail" not in answer.content.lower()


@pytest.mark.parametrize("make", [editor, administrator])
def test_without_second_factor_the_office_is_shut_and_says_how_to_open_it(make):
    answer = signed_in(make()).get("/admin/")
    assert answer.status_code == 403
    assert "/account/security/" in answer.content.decode()
    assert "Content-Security-Policy" in answer.headers


def test_an_editor_gets_in_but_not_to_the_technical_admin():
    client = signed_in(with_second_factor(may_edit(editor())))
    assert client.get("/admin/").status_code == 200
    assert client.get("/django-admin/").status_code == 403


def test_an_administrator_gets_into_both():
    client = signed_in(with_second_factor(administrator()))
    assert client.get("/admin/").status_code == 200
    assert client.get("/django-admin/").status_code == 200
    assert client.get("/django-admin/accounts/user/").status_code == 200


@pytest.mark.parametrize("url", ["/admin/login/", "/admin/password_reset/", "/admin/password_reset/done/"])
def test_the_doors_of_wagtail_lead_to_ours(url):
    for client in (Client(), signed_in(person())):
        for method in (client.get, client.post):
            assert method(url).headers["Location"] == "/fr/account/sign-in/"
    assert Client().post("/admin/logout/").headers["Location"] == "/fr/account/sign-out/"


def test_django_s_own_login_is_no_door_either():
    answer = Client().post("/django-admin/login/", {"username": "a", "password": "b"})
    assert answer.headers["Location"].startswith("/fr/account/sign-in/")


def test_predicates():
    citizen, plain_editor, plain_admin = person(), editor(), administrator()
    gone = editor(is_active=False)
    assert [permissions.is_editor(user) for user in (citizen, plain_editor, plain_admin, gone)] == [
        False,
        True,
        True,
        False,
    ]
    assert [permissions.is_administrator(user) for user in (citizen, plain_editor, plain_admin)] == [False, False, True]
    assert not any(permissions.can_edit(user) for user in (citizen, plain_editor, plain_admin))
    for user in (citizen, plain_editor, plain_admin):
        with_second_factor(user)
    assert [permissions.can_edit(user) for user in (citizen, plain_editor, plain_admin)] == [False, True, True]
    assert [permissions.can_administer(user) for user in (citizen, plain_editor, plain_admin)] == [False, False, True]


def test_nobody_at_all_is_neither():
    from django.contrib.auth.models import AnonymousUser

    nobody = AnonymousUser()
    for may in (permissions.is_editor, permissions.is_administrator, permissions.can_edit, permissions.can_administer):
        assert not may(nobody)
    assert not permissions.has_second_factor(nobody)
    assert not permissions.can_erase_account(nobody, person())


STOCK = ["signup/", "login/", "password/reset/", "email/", "confirm-email/", "login/code/", "reauthenticate/", "2fa/"]


@pytest.mark.parametrize("path", STOCK)
def test_no_stock_page_of_allauth_is_mounted(path):
    """The one door does what they do."""
    for prefix in ("/accounts/", "/fr/accounts/", "/fr/account/"):
        assert Client().get(prefix + path, follow=True).status_code == 404
