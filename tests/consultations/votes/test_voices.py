"""What stands behind a citizen's voice: chosen while it is prepared, said on its page, and the roll keeps to it."""

import pytest
from django.test import Client
from django.urls import reverse

from consultations.services import duplicate_consultation
from consultations.votes.selectors import citizens_for_the_roll, homes_for_the_roll
from consultations.votes.services.opening import why_not_open
from policylab.residents.enums import Voice
from policylab.residents.services import take_back
from tests.consultations import factories as consultations
from tests.policylab.accounts.factories import person, signed_in
from tests.policylab.residents import factories as residents

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("in_english")
def test_who_says_so_is_on_the_roll_by_mail_and_only_who_was_checked_where_that_is_asked():
    hall = consultations.town_hall()
    officer = consultations.officer(hall)
    found = consultations.complete(officer, hall)
    says_so, checked, moved = person(territory=hall.territory), person(), person(territory=hall.territory)
    residents.at_desk(hall, officer, checked)
    taken = residents.at_desk(hall, officer, moved)
    take_back(by=officer, check=taken)
    assert {says_so, checked, moved} <= set(citizens_for_the_roll(found))
    client = signed_in(officer)
    people = reverse("consultations:people", args=[found.ref])
    assert "A card or the desk" in client.get(people).content.decode()
    sent = {"edition": found.edition, "territory": hall.territory.code, "colleges": ["citizen", "sse"]}
    client.post(people, sent | {"voice": "checked"})
    found.refresh_from_db()
    assert found.voice == Voice.CHECKED
    assert list(citizens_for_the_roll(found)) == [checked]
    assert homes_for_the_roll(found) == [(checked.pk, hall.territory_id)]
    assert "cards" in why_not_open("citizen", 1, found.voice)
    client.post(reverse("consultations:check", args=[found.ref]), {"edition": found.edition})
    page = Client().get(reverse("consultations:detail", args=[found.ref])).content.decode()
    assert "the town hall gave a card, or saw papers" in page
    assert reverse("residents:card") in page
    found.refresh_from_db()
    assert duplicate_consultation(user=officer, consultation=found).voice == Voice.CHECKED


def test_a_register_cannot_be_chosen_as_long_as_none_can_be_read_in():
    hall = consultations.town_hall()
    officer = consultations.officer(hall)
    found = consultations.complete(officer, hall)
    sent = {"edition": found.edition, "territory": hall.territory.code, "colleges": ["citizen"], "voice": "register"}
    assert signed_in(officer).post(reverse("consultations:people", args=[found.ref]), sent).status_code == 200
    found.refresh_from_db()
    assert found.voice == Voice.EMAIL
