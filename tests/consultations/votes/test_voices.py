"""What stands behind a citizen's voice: chosen while it is prepared, said on its page, and the roll keeps to it."""

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from consultations.models import Consultation
from consultations.services import duplicate_consultation
from consultations.voices import voices_for
from consultations.votes.enums import VoteStatus
from consultations.votes.models import Annulment, Certification, Vote
from consultations.votes.selectors import citizens_for_the_roll, homes_for_the_roll, voting_phase
from consultations.votes.services.opening import why_not_open
from policylab.core.clock import db_now
from policylab.directory.enums import OrganisationKind
from policylab.residents.enums import Voice
from policylab.residents.models import Check, RegisterNumber
from policylab.residents.needs import needs_of
from policylab.residents.services import delete_due_registers, take_back
from tests.consultations import factories as consultations
from tests.policylab.accounts.factories import person, signed_in
from tests.policylab.directory.factories import organisation, place
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


def settle(vote, model):
    """Counted, its register still stands: somebody may ask who could vote. Certified or annulled, nothing of it is left."""
    Vote.objects.filter(pk=vote.pk).update(status=VoteStatus.COUNTED)
    call_command("run_due", verbosity=0)
    assert RegisterNumber.objects.count() == 2
    why = {} if model is Certification else {"reason": "Un vice."}
    model.objects.create(vote=vote, by=vote.created_by, at=db_now(), **why)
    call_command("run_due", verbosity=0)
    assert not RegisterNumber.objects.exists()


@pytest.mark.usefixtures("in_english")
@pytest.mark.parametrize("model", [Certification, Annulment])
def test_a_register_is_asked_for_read_in_and_kept_until_the_result_is_certified_or_the_vote_annulled(model):
    hall = consultations.town_hall()
    officer, listed, carded = consultations.officer(hall), person(), person(territory=hall.territory)
    found = consultations.complete(officer, hall)
    client, check = signed_in(officer), reverse("consultations:check", args=[found.ref])
    sent = {"edition": found.edition, "territory": hall.territory.code, "colleges": ["citizen"], "voice": "register"}
    client.post(reverse("consultations:people", args=[found.ref]), sent)
    page = client.get(check).content.decode()
    assert "Read in the town’s register" in page
    assert reverse("residents:register", args=[hall.ref]) in page
    residents.register(hall, officer, "1234567A", "2345678B")
    residents.at_desk(hall, officer, carded)
    residents.by_number(hall, listed, "1234567a")
    found.refresh_from_db()
    assert list(citizens_for_the_roll(found)) == [listed]
    client.post(check, {"edition": found.edition})
    page = Client().get(reverse("consultations:detail", args=[found.ref])).content.decode()
    assert "stands the town’s register" in page
    assert reverse("residents:number", args=[hall.ref]) in page
    assert "type their number" in why_not_open("citizen", 1, Voice.REGISTER)
    assert delete_due_registers() == 0  # it is open
    phase = voting_phase(found)
    vote = Vote.objects.create(
        phase=phase, status=VoteStatus.OPENED, created_by=officer, created_at=db_now(), opened_at=db_now(), seed="5eed"
    )
    consultations.moved(found, "answer")
    assert delete_due_registers() == 0  # over, and the ballots are not counted yet
    settle(vote, model)
    assert not Check.objects.standing().filter(user=listed).exists()


def test_a_draft_without_dates_needs_its_register_and_a_cancelled_consultation_none():
    hall = consultations.town_hall()
    found = consultations.draft(consultations.officer(hall), hall)
    Consultation.objects.update(voice=Voice.REGISTER)
    assert [need.draft for need in needs_of(hall, db_now())] == [True]
    Consultation.objects.filter(pk=consultations.cancelled().pk).update(voice=Voice.REGISTER, organisation=hall)
    assert len(needs_of(hall, db_now())) == 1
    Consultation.objects.filter(pk=found.pk).update(voice=Voice.CHECKED)
    assert needs_of(hall, db_now()) == []


def test_only_a_town_hall_asks_for_a_register():
    ministry = organisation(OrganisationKind.PUBLIC_BODY, territory=place("XX-1"))
    assert Voice.REGISTER not in voices_for(ministry)
