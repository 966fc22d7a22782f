"""The page of a place: what can be done there now, what lies in it, what lies around it; countries sum up their towns."""

import re

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from consultations.models import Consultation
from home.models import HomePage
from home.selectors.places import holdings
from policylab.directory.enums import OrganisationStatus
from policylab.territories.models import Territory
from policylab.territories.services import import_territories
from tests.consultations import factories as consultations
from tests.consultations.votes import factories as votes
from tests.home import factories
from tests.proposals import factories as plans

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plans_without_source")]
BUDGET = 15


def read(address: str, status: int = 200) -> str:
    answer = Client().get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def cost(address: str) -> int:
    ContentType.objects.get_for_model(HomePage)
    read(address)
    with CaptureQueriesContext(connection) as found:
        read(address)
    return len(found)


def asked_in(town: Territory, moment: str = "propose"):
    body = plans.organisation("municipality", territory=town)
    found = consultations.opened(moment, of=body)
    plans.move(found.round, to="during")
    return found


def sums(code: str | None = None) -> dict[str, tuple[int, ...]]:
    within = Territory.objects.get(code=code) if code else None
    return {held.territory.code: tuple(held.counts.values()) for held in holdings(within)}


def test_a_place_shows_its_own_and_a_country_that_of_its_towns():
    here, there = plans.town("XX-ici"), plans.town("XX-loin")
    found, other = asked_in(here), asked_in(there)
    own, whole = read("/fr/places/XX-ici/"), read("/fr/places/XX/")
    assert f"/fr/consultations/{found.ref}/" in own
    assert f"/fr/consultations/{other.ref}/" not in own
    assert own.count('class="act"') == 1
    assert 'href="/fr/places/XX/"' in own
    for one in (found, other):
        assert f"/fr/consultations/{one.ref}/" in whole
    for code in ("XX-ici", "XX-loin"):
        assert f'href="/fr/places/{code}/"' in whole


def test_a_town_whose_code_begins_alike_is_another_town():
    plans.town("XX-1")
    found = asked_in(plans.town("XX-12"))
    assert found.ref not in read("/fr/places/XX-1/")
    assert sums("XX-1") == {}


def test_what_was_decided_and_what_to_read():
    vote = votes.counted()
    consultation = vote.phase.consultation
    note = factories.note("Un lieu pour tous", territory=consultation.territory)
    text = read(f"/fr/places/{consultation.territory.code}/")
    assert f"/fr/consultations/{consultation.ref}/vote/result/" in text
    assert "Un lieu pour tous" in text
    assert f"/fr/consultations/begin/?source={note.translation_key}" in text


def test_only_what_is_public_is_counted():
    town = plans.town("XX-ici")
    body = plans.organisation("municipality", territory=town)
    draft = consultations.complete(of=body)
    plans.organisation(territory=town, status=OrganisationStatus.ASKED, decided_at=None, what_was_checked="")
    plans.draft(round=plans.gathering(asked_by=body))
    factories.note("Inédite", territory=town, live=False)
    assert sums() == {"XX": (0, 0, 1, 0), "XX-ici": (0, 0, 1, 0)}
    assert draft.ref not in read("/fr/places/XX-ici/")


def test_a_page_and_its_translation_count_once():
    note = factories.note("Une note", territory=plans.town("XX-ici"))
    factories.translated(note)
    assert sums("XX-ici") == {"XX-ici": (0, 0, 0, 1)}


def test_a_place_with_nothing_says_so_and_search_engines_stay_out():
    plans.town("XX-ici")
    text = read("/fr/places/XX-ici/")
    assert 'content="noindex"' in text
    assert text.count('class="act"') == 1
    assert "XX-ici" not in read("/fr/places/")
    plans.organisation(territory=Territory.objects.get(code="XX-ici"))
    assert 'content="noindex"' not in read("/fr/places/XX-ici/")


def test_unknown_and_retired_places_have_no_page():
    town = plans.town("XX-ici")
    body = plans.organisation(territory=town)
    Territory.objects.filter(pk=town.pk).update(retired_on=timezone.now().date())
    assert "/places/XX-ici/" not in read(f"/fr/organisations/{body.ref}/")
    for code in ("XX-ici", "nowhere", "XX-ici2"):
        read(f"/fr/places/{code}/", 404)


def test_the_list_goes_down_the_tree():
    asked_in(plans.town("XX-b"))
    asked_in(plans.town("XX-a"))
    assert re.findall(r'href="/fr/places/([\w-]+)/"', read("/fr/places/"))[-3:] == ["XX", "XX-a", "XX-b"]


def test_a_consultation_and_a_body_lead_to_their_place():
    found = asked_in(plans.town("XX-ici"))
    for address in (f"/fr/consultations/{found.ref}/", f"/fr/organisations/{found.organisation.ref}/"):
        assert 'href="/fr/places/XX-ici/"' in read(address), address


def test_a_map_shows_where_it_lies_and_says_it_in_words():
    import_territories()
    for code, marks in (("TN", 'class="land"'), ("TN-21", 'class="here"'), ("TN-11-tunis", 'class="spot"')):
        text = read(f"/ar/places/{code}/")
        assert marks in text, code
        assert text.count('<svg class="map small"') == 1
        assert re.search(r'role="img" aria-labelledby="map-title map-words"><title id="map-title">[^<]+</title>', text)


def test_a_country_on_none_of_our_maps_has_none():
    plans.town("XX-ici")
    assert 'class="map' not in read("/fr/places/XX/")


def busy(town: Territory) -> None:
    plans.published(round=asked_in(town).round)
    factories.note(territory=town)
    Consultation.objects.filter(pk=votes.counted().phase.consultation_id).update(territory=town)


@pytest.mark.parametrize("address", ["/fr/places/", "/fr/places/XX/", "/ar/places/XX-ici/"])
def test_it_asks_as_little_however_much_there_is(address):
    here = plans.town("XX-ici")
    busy(here)
    before = cost(address)
    for code in ("XX-ici", "XX-loin", "XX-ailleurs"):
        busy(plans.town(code))
    assert cost(address) == before <= BUDGET
