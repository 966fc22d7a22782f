"""What is not ours: Wagtail's admin, the Django admin, documents and allauth. Each address stands in one of three lists."""

import re

import pytest
from django.test import Client
from django.urls import URLPattern

from tests.permissions.asking import ask, led_to, undone
from tests.permissions.scenario import Scenario
from tests.permissions.test_table import LANGUAGE, is_ours, routes
from tests.permissions.words import ROLES

# allauth's and ours that stand in for its own: by name.
OPEN = {
    "account_login",
    "account_inactive",
    "account_logout",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "mfa_list_webauthn",  # leads to one's safety, which asks
}
SIGNED_IN = {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_add_webauthn",
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
    "mfa_reauthenticate_webauthn",
    "usersessions_list",
}
# Wagtail's and Django's, by how they begin, and who may in. Every address is tried as citizen and officer, the door as all.
ADMINS = {"admin/": {"editor", "administrator"}, "django-admin/": {"administrator"}}
THOROUGHLY = {"citizen", "officer"}
# Passwords of single pages, and files: who may see the page or the file (Wagtail asks); its second way in leads to our door.
OTHERS = {
    "documents/^(\\d+)/(.*)$",
    "documents/authenticate_with_password/<int:restriction_id>/",
    "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
    "_util/login/",
    "^((?:[\\w\\-]+/)*)$",  # Wagtail's own serving, for its name; home.urls answers before it
    "^media/(?P<path>.*)$",
}
FILLED = {"int": "1", "str": "x", "slug": "x", "path": "x", "uuid": "0b9f3d62-3c4e-4d7e-9a3f-0a7d6f9f2b11"}


def of_others() -> dict[str, URLPattern]:
    return {route: one for route, one in routes().items() if not is_ours(route, one)}


def filled(route: str) -> str:
    """An address of that form; what it names need not exist."""
    found = re.sub(r"<(\w+):\w+>", lambda part: FILLED.get(part.group(1), "1"), route)
    found = re.sub(r"<\w+>", "x", found)
    return re.sub(r"\(\?P<\w+>[^)]*\)", "x", found).replace("^", "").replace("$", "").replace("\\", "")


def admin_routes(door: str) -> list[str]:
    return sorted({route for route in of_others() if route.startswith(door)})


def test_every_address_stands_in_one_list():
    left = {
        route
        for route, one in of_others().items()
        if not route.startswith(tuple(ADMINS)) and one.name not in OPEN | SIGNED_IN and route not in OTHERS
    }
    assert left == set()


def test_no_list_names_what_is_not_there():
    names = {one.name for one in of_others().values()}
    assert (OPEN | SIGNED_IN) - names == set()
    assert set(OTHERS) - set(of_others()) == set()


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(SIGNED_IN))
def test_one_s_own_safety_asks_to_sign_in(name):
    route = next(route for route, one in of_others().items() if one.name == name)
    for method in ("GET", "POST"):
        answer, made_of = ask(Client(), method, f"/{LANGUAGE}{filled(route)}", {})
        assert answer == "sign in", f"{method} {name}: {made_of}"


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(OPEN))
def test_the_door_is_open_and_changes_nothing_by_itself(name):
    route = next(route for route, one in of_others().items() if one.name == name)
    answer, made_of = ask(Client(raise_request_exception=False), "GET", f"/{LANGUAGE}{filled(route)}", {})
    assert answer in {"ok", "form", "leads on", "sign in"}, made_of


def twin_of(client: Client) -> Client:
    """Signed in like that one; what an address does to its cookies (signing out) stays with the twin."""
    twin = Client()
    twin.cookies.load({name: morsel.value for name, morsel in client.cookies.items()})
    return twin


@pytest.mark.django_db
@pytest.mark.parametrize("door", sorted(ADMINS))
def test_no_admin_page_without_its_office_and_second_factor(door, scenario: Scenario):
    """Each of some 250 addresses; what it would need to exist need not, because the door comes first."""
    wrong = []
    for role in set(ROLES) - ADMINS[door]:
        for route in admin_routes(door) if role in THOROUGHLY else [door]:
            with undone(scenario.clients[role]):
                response = twin_of(scenario.clients[role]).get(f"/{filled(route)}")
            shut = response.status_code == 403 or (
                response.status_code == 302 and led_to(response["Location"]) == "sign in"
            )
            if not shut and "logout" not in route:
                wrong.append(f"{role}: /{filled(route)} {response.status_code} {response.get('Location', '')}")
    assert wrong == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "address", "status"),
    [
        ("editor", "/admin/", 200),
        ("editor", "/admin/pages/", 200),
        ("editor", "/django-admin/", 403),
        ("editor", "/admin/users/", 302),  # accounts are the administrator's
        ("editor", "/admin/sites/", 302),
        ("administrator", "/admin/", 200),
        ("administrator", "/django-admin/", 200),
    ],
)
def test_with_the_office_the_admin_opens(role, address, status, scenario: Scenario):
    with undone(scenario.clients[role]):
        assert scenario.clients[role].get(address).status_code == status


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/admin/login/", "/django-admin/login/", f"/{LANGUAGE}_util/login/", "/admin/password_reset/"]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_there_is_no_second_door(address, method):
    """Every other sign-in leads to ours or is not there: a password alone must not get past the second factor."""
    response = getattr(Client(), method)(address, {"username": "a@b.tn", "password": "x"})
    assert response.status_code == 404 or led_to(response.get("Location", "")) == "sign in"
