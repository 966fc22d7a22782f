"""The directory as everybody reads it."""

import pytest
from django.test import Client

from policylab.core import registries
from policylab.directory.enums import OrganisationKind, OrganisationStatus, Role
from policylab.directory.models import Organisation
from policylab.directory.registered import documents
from policylab.territories.models import Territory
from policylab.territories.services import import_territories
from policylab.themes.models import Theme
from tests.policylab.accounts.factories import person, signed_in, with_second_factor

from .factories import organisation, part, town_hall

pytestmark = pytest.mark.django_db
LIST = "/fr/organisations/"


def names_on(page) -> set[str]:
    return {body.name_fr for body in page.context["page"]}


def test_only_checked_organisations_are_listed(client):
    organisation(name_fr="Vue")
    for status in (OrganisationStatus.ASKED, OrganisationStatus.REFUSED):
        hidden = organisation(name_fr=f"Cachée {status}", status=status)
        assert client.get(f"{LIST}{hidden.ref}/").status_code == 404
    assert names_on(client.get(LIST)) == {"Vue"}


def test_the_list_is_narrowed_by_its_address(client):
    import_territories()
    tunis, sfax = (Territory.objects.get(code=code) for code in ("TN-11-tunis", "TN-61-sfax"))
    town_hall(name_fr="Municipalité de Tunis", territory=tunis)
    organisation(
        name_fr="Coopérative de Sfax", kind=OrganisationKind.COOPERATIVE, territory=sfax, name_ar="تعاونية صفاقس"
    )
    organisation(name_fr="Association de Sfax", territory=sfax)
    assert names_on(client.get(LIST, {"kind": "municipality"})) == {"Municipalité de Tunis"}
    assert names_on(client.get(LIST, {"place": "TN-61"})) == {"Coopérative de Sfax", "Association de Sfax"}
    assert names_on(client.get(LIST, {"q": "تعاونية"})) == {"Coopérative de Sfax"}
    assert names_on(client.get(LIST, {"q": "sfax", "kind": "cooperative", "place": "TN"})) == {"Coopérative de Sfax"}
    chips = client.get(LIST, {"place": "TN"}).context["chosen"].places
    below = [(chip.label, chip.count) for chip in chips[2:]]
    assert below == [("Sfax", 2), ("Tunis", 1)], "one step further down, where there is somebody, the fullest first"


def test_college_theme_and_what_it_does_narrow_it_too_and_the_chips_count_what_is_left(client):
    hall = town_hall(name_fr="Mairie", description_ar="مكتبة البلدية")
    farm = organisation(OrganisationKind.COOPERATIVE, name_fr="Ferme")
    farm.themes.add(Theme.objects.create(slug="food", name_fr="Alimentation"))
    school = organisation(OrganisationKind.UNIVERSITY, name_fr="Université", territory=hall.territory.parent)
    assert names_on(client.get(LIST, {"college": "sse"})) == {"Ferme"}
    assert names_on(client.get(LIST, {"theme": "food"})) == {"Ferme"}
    assert names_on(client.get(LIST, {"q": "مكتبة"})) == {"Mairie"}
    assert names_on(client.get(LIST, {"place": "XX", "whole": "on"})) == {school.name_fr}, "of no town"
    chosen = client.get(LIST, {"place": "XX", "college": "sse"}).context["chosen"]
    assert [(chip.college, chip.count) for chip in chosen.colleges] == [("", 3), ("public", 1), ("sse", 1)]
    assert chosen.query(college="") == "?place=XX", "a chip changes one thing and keeps the rest"


def test_the_list_stands_in_the_order_of_the_names_one_reads(client):
    organisation(name_fr="zèbre", name_en="Animal")
    organisation(name_fr="Abeille", name_en="Zoo")
    organisation(name_fr="Miel")
    assert [body.name_fr for body in client.get(LIST).context["page"]] == ["Abeille", "Miel", "zèbre"]
    assert [body.name_en or body.name_fr for body in client.get("/en/organisations/").context["page"]] == [
        "Animal",
        "Miel",
        "Zoo",
    ]
    organisation(name_fr="", name_ar="تعاونية")
    organisation(name_fr="Bois", name_ar="غابة")
    assert [body.name_fr for body in client.get(LIST).context["page"]] == ["Abeille", "Bois", "Miel", "zèbre", ""]
    arabic = client.get("/ar/organisations/").context["page"]
    assert [body.name_ar or body.name_fr for body in arabic] == ["تعاونية", "غابة", "Abeille", "Miel", "zèbre"]


@pytest.mark.parametrize(
    "query",
    [
        {"kind": "pirate"},
        {"kind": "'; DROP TABLE"},
        {"place": "nowhere"},
        {"place": "\x00"},
        {"q": "a\x00b"},
        {"q": "x" * 5000},
        {"page": "-1"},
        {"page": "x"},
        {"page": "99999999999999999999"},
        {"q": "%"},
        {"kind": ["a", "b"]},
        {"theme": "\x00"},
        {"college": "citizen"},
        {"whole": "x" * 3000},
    ],
)
def test_an_address_that_makes_no_sense_shows_a_list_all_the_same(client, query):
    organisation()
    assert client.get(LIST, query).status_code == 200
    assert client.get(f"{LIST}map/", query).status_code == 200


def test_an_empty_list_says_what_to_do(client):
    assert "/fr/organisations/ask/" in client.get(LIST).content.decode()
    organisation()
    nobody = client.get(LIST, {"q": "zzz"}).content.decode()
    assert 'class="empty"' in nobody
    assert 'href="?"' in nobody, "the way back to all"


def test_a_page_of_an_organisation_names_nobody(client):
    body = organisation(
        name_fr="Mdinti", name_ar="مدينتي", description_fr="Un <b>atelier</b>", website="https://mdinti.example/"
    )
    part(person(display_name="Very Private Person"), body, Role.REPRESENTATIVE)
    text = client.get(f"{LIST}{body.ref}/").content.decode()
    assert "Very Private Person" not in text
    assert "Un &lt;b&gt;atelier&lt;/b&gt;" in text
    assert '<bdi lang="ar">مدينتي</bdi>' in text
    assert 'rel="nofollow noopener"' in text
    assert "what_was_checked" not in text
    assert body.what_was_checked not in text


def test_it_is_called_in_the_reader_s_language(client):
    body = organisation(name_fr="Mdinti", name_ar="مدينتي")
    page = client.get(f"/ar/organisations/{body.ref}/").content.decode()
    assert "<title>مدينتي" in page
    assert 'dir="rtl"' in page


def test_a_department_and_its_town_hall_know_each_other(client):
    hall = town_hall(name_fr="Mairie")
    culture = organisation(OrganisationKind.PUBLIC_BODY, name_fr="Culture", parent=hall)
    assert "Culture" in client.get(f"{LIST}{hall.ref}/").content.decode()
    assert "Mairie" in client.get(f"{LIST}{culture.ref}/").content.decode()


def test_other_rooms_add_their_tabs(client, monkeypatch):
    body = organisation()
    tab = registries.Tab("plans", "Plans d’elle", lambda obj: f"/fr/plans/?organisation={obj.ref}")
    monkeypatch.setitem(registries.tabs, Organisation, [tab])
    assert f'href="/fr/plans/?organisation={body.ref}"' in client.get(f"{LIST}{body.ref}/").content.decode()


def test_those_in_charge_see_the_way_to_its_members():
    body = town_hall()
    officer = with_second_factor(person())
    part(officer, body, Role.OFFICER)
    assert f"{body.ref}/members/" in signed_in(officer).get(f"{LIST}{body.ref}/").content.decode()
    assert f"{body.ref}/members/" not in signed_in(person()).get(f"{LIST}{body.ref}/").content.decode()


@pytest.mark.parametrize("path", ["", "?q=a&kind=association&place=XX"])
def test_reading_sets_no_cookie_and_is_the_same_for_everybody(client, path):
    body = organisation()
    for url in (LIST + path, f"{LIST}{body.ref}/"):
        answer = client.get(url)
        assert not answer.cookies
        assert "public" in answer.headers["Cache-Control"]
        assert b"csrfmiddlewaretoken" not in answer.content


def test_the_list_of_two_hundred_costs_what_one_of_two_does(django_assert_max_num_queries):
    organisation()
    organisation()
    with django_assert_max_num_queries(8):
        Client().get(LIST)
    for _number in range(198):
        organisation()
    with django_assert_max_num_queries(8):
        page = Client().get(LIST)
    assert len(page.context["page"]) == 20
    with django_assert_max_num_queries(10):
        Client().get(LIST, {"q": "organisation", "kind": "association", "place": "XX"})


def test_a_page_costs_few_queries(django_assert_max_num_queries):
    """One for each kind of deed, few for the rest."""
    body = organisation()
    with django_assert_max_num_queries(6 + len(registries.deeds)):
        Client().get(f"{LIST}{body.ref}/")


def test_search_knows_each_name_once_it_is_checked():
    body = organisation(name_fr="Mdinti", name_ar="مدينتي", description_fr="Un atelier")
    organisation(status=OrganisationStatus.ASKED)
    found = {document.language: document for document in documents(None)}
    assert {code: found[code].title for code in found} == {"fr": "Mdinti", "ar": "مدينتي"}
    assert found["ar"].url == f"/ar/organisations/{body.ref}/"
    assert found["fr"].territory == body.territory.path
    body.status = OrganisationStatus.REFUSED
    assert list(documents([body])) == []
