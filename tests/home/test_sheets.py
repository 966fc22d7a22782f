"""Reports, projects and events: what their sheets say; pages beside a page, in the reader's language."""

import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from home.demo.blocks import beside
from policylab.directory.enums import OrganisationStatus
from tests.home import factories
from tests.policylab.directory.factories import organisation

pytestmark = pytest.mark.django_db


def words(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def with_beside(page, *others):
    page.related = json.dumps(beside([other.pk for other in others], page.slug))
    page.save_revision().publish()
    return page


def test_an_event_says_when_on_its_page_and_in_the_list():
    page = factories.event("La clôture", is_online=True, organiser="ACPP")
    text = words(page.url)
    for told in ('datetime="2023-11-07"', 'datetime="2023-11-08"', "Séville", "ACPP"):
        assert told in text
    assert "7\N{NO-BREAK SPACE}novembre 2023" in words("/fr/library/?kind=event")


@pytest.mark.parametrize(
    ("make", "wrong"),
    [
        (factories.event, {"starts_on": date(2023, 11, 8), "ends_on": date(2023, 11, 7)}),
        (factories.project, {"year_from": 2023, "year_to": 2019}),
    ],
)
def test_nothing_ends_before_it_begins(make, wrong):
    page = make()
    for name, value in wrong.items():
        setattr(page, name, value)
    with pytest.raises(ValidationError):
        page.full_clean()


def test_a_report_says_its_length_and_languages():
    text = words(factories.report("Diagnostic").url)
    assert "149" in text
    assert "français" in text


def test_a_project_leads_to_its_partners_that_have_a_page_here():
    known, asked = organisation(name_fr="TCSE"), organisation(name_fr="Inconnue", status=OrganisationStatus.ASKED)
    page = factories.project("MedTOWN")
    page.organisations.set([known, asked])
    page.save_revision().publish()
    text = words(page.url)
    assert f"/fr/organisations/{known.ref}/" in text
    assert "Inconnue" not in text
    assert "Un partenaire" in text
    assert text.count('class="tag"') == 2  # the result that is ours, and the callout


def test_pages_beside_a_page_are_public_and_in_the_readers_language():
    note, kept = factories.note("La note"), factories.note("Retirée")
    factories.translated(note, "ar", "المذكرة")
    page = with_beside(factories.project("Le projet"), kept, note)
    kept.unpublish()
    assert "La note" in words(page.url)
    assert "Retirée" not in words(page.url)
    assert "المذكرة" in words(page.url.replace("/fr/", "/ar/"))


def test_many_pages_beside_cost_no_more_than_one():
    def cost(number: int) -> int:
        page = with_beside(factories.report(), *[factories.note() for _one in range(number)])
        words(page.url)
        with CaptureQueriesContext(connection) as found:
            words(page.url)
        return len(found)

    assert cost(1) == cost(4) <= 15
