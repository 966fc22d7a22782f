"""Wagtail's admin: who gets in, under whose name, in which language, with what in it."""

import pytest
from django.test import Client

from home.admin_users.nobody import NoUsers
from home.demo.roles import address_of
from tests.home import factories
from tests.policylab.accounts.factories import administrator, editor, person, signed_in, with_second_factor
from tests.proposals.factories import draft, member, organisation, published, town

pytestmark = pytest.mark.django_db


def desk(language: str = "fr") -> Client:
    return signed_in(with_second_factor(editor(language=language)))


def addresses() -> list[str]:
    page = factories.note()
    return ["/admin/", "/admin/pages/", f"/admin/pages/{page.pk}/edit/", f"/admin/pages/{page.pk}/delete/",
            f"/admin/pages/add/home/policynotepage/{factories.library().pk}/", f"/admin/localize/submit/page/{page.pk}/",
            "/admin/images/", "/admin/reports/site-history/"]  # fmt: skip


@pytest.mark.parametrize("role", ["citizen", "officer", "anonymous"])
def test_others_get_no_admin_page(role):
    client = Client()
    if role != "anonymous":
        user = with_second_factor(person())
        if role == "officer":
            member(organisation("municipality"), "officer", user)
        client = signed_in(user)
    for address in addresses():
        answer = client.get(address)
        assert answer.status_code == (302 if role == "anonymous" else 403), address
        assert "wagtail" not in answer.content.decode().lower()


def test_an_editor_gets_the_pages_and_nothing_of_the_machinery():
    client = desk()
    for address in addresses():
        assert client.get(address).status_code == 200, address
    for address in ("/admin/users/", "/admin/groups/", "/admin/sites/", "/admin/locales/", "/admin/redirects/"):
        assert client.get(address).status_code in {302, 403, 404}, address


def test_nobody_gets_wagtails_own_pages_for_users_or_accounts():
    admin = administrator()
    client = signed_in(with_second_factor(admin))
    for address in ("/admin/users/", "/admin/users/add/", f"/admin/users/edit/{admin.pk}/"):
        assert client.get(address).status_code in {302, 403}, address
    assert client.get("/admin/account/")["Location"].endswith("/account/")
    assert not NoUsers("wagtailusers_users").permission_policy.users_with_permission("change").exists()


def test_it_bears_our_name_and_mark():
    text = desk().get("/admin/").content.decode()
    assert "policylab</title>" in text
    assert "lab-mark" in text
    assert "home/admin.css" in text
    for hidden in ('"help"', "/admin/users/", "/admin/workflows/", "releases.wagtail.org", "gravatar"):
        assert hidden not in text


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("fr", "ltr")])
def test_it_speaks_the_editors_language(language, direction):
    text = desk(language).get(f"/admin/pages/{factories.library().pk}/").content.decode()
    assert f'<html lang="{language}" dir="{direction}"' in text


def test_the_demos_editor_gets_it_in_the_language_her_part_was_chosen_in(client):
    with_second_factor(editor(email=address_of("editor"), language="fr", is_demo=True))
    assert client.post("/ar/demo/editor/")["Location"] == "/admin/"
    assert '<html lang="ar" dir="rtl"' in client.get("/admin/").content.decode()


@pytest.mark.parametrize("language", ["ar", "it"])
def test_its_first_page_leads_to_a_new_note_in_the_editors_library(language):
    text = desk(language).get("/admin/").content.decode()
    assert f"/admin/pages/add/home/policynotepage/{factories.library(language).pk}/" in text


def test_an_editor_gets_from_a_page_to_its_desk_and_back():
    page, client = factories.note(), desk("ar")
    edit, library = f"/admin/pages/{page.pk}/edit/", "/fr/library/"
    assert edit in client.get(page.url).content.decode()
    assert 'href="/admin/"' in client.get(library).content.decode()
    for other in (Client(), signed_in(with_second_factor(person()))):
        assert edit not in other.get(page.url).content.decode()
        assert "/admin/" not in other.get(library).content.decode()
    text = client.get(edit).content.decode()
    assert '"/ar/"' in text
    assert "home/autosave.js" in text


def test_the_policy_is_loosened_for_the_admin_only():
    page = factories.note()
    assert "'unsafe-inline'" in desk().get("/admin/")["Content-Security-Policy"]
    assert "'unsafe-inline'" not in Client().get(page.url)["Content-Security-Policy"]


def test_no_kind_of_page_stands_where_it_does_not_belong():
    client, library = desk(), factories.library()
    for kind in ("publication", "homepage", "librarypage", "roadmappage", "textpage"):
        assert client.get(f"/admin/pages/add/home/{kind}/{library.pk}/").status_code in {302, 403, 404}, kind


def test_a_place_is_found_by_its_name_in_any_language():
    town("XX-ici")
    town("XX-loin")
    client = desk()
    assert "Ville XX-loin, Pays" in client.get("/admin/places/").content.decode()
    found = client.get("/admin/places/results/?q=xx-ici").content.decode()
    assert "Ville XX-ici, Pays" in found
    assert "XX-loin" not in found
    for odd in ("%00", '"', "' OR 1=1", "x" * 300):
        assert client.get("/admin/places/results/", {"q": odd}).status_code == 200
    text = client.get(f"/admin/pages/add/home/policynotepage/{factories.library().pk}/").content.decode()
    assert "/admin/places/" in text
    assert '<select name="territory"' not in text


def test_a_case_is_tied_to_a_plan_found_by_its_title():
    plan, other = published(title="Un atelier partagé"), published(title="Une navette")
    hidden = draft(title="Un atelier secret")
    client = desk()
    found = client.get("/admin/plans/results/?q=atelier").content.decode()
    assert "Un atelier partagé" in found
    assert "Une navette" not in found
    assert "secret" not in found
    chosen = client.get(f"/admin/plans/chosen/{plan.pk}/").json()["result"]
    assert chosen["title"] == "Un atelier partagé"
    for odd in ("\x00", '"', "x" * 300):
        assert client.get("/admin/plans/results/", {"q": odd}).status_code == 200
    case = factories.case(from_proposal=other)
    text = client.get(f"/admin/pages/{case.pk}/edit/").content.decode()
    assert "Une navette" in text
    assert '<select name="from_proposal"' not in text
    assert hidden.current is None
