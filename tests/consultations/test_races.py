"""Several officers at once, on PostgreSQL: one draft, one opening, one edition after the other."""

import pytest

from consultations import services
from consultations.enums import ConsultationStatus
from consultations.models import Consultation, Phase
from policylab.core.errors import Stale
from policylab.core.refs import new_ref
from policylab.directory.enums import College
from proposals.models import Window
from search.models import SearchDocument
from tests.proposals.test_races import all_at_once

from . import factories

pytestmark = [pytest.mark.pg, pytest.mark.django_db(transaction=True)]


def test_the_same_form_sent_eight_times_at_once_begins_one_draft():
    hall = factories.town_hall()
    officer, key = factories.officer(hall), new_ref()

    def begin():
        services.begin_consultation(user=officer, organisation=hall, key=key)

    assert all_at_once([begin] * 8) == [None] * 8
    assert Consultation.objects.get().ref == key


def test_eight_officers_open_at_once_and_it_is_opened_once():
    hall = factories.town_hall()
    officers = [factories.officer(hall) for _n in range(8)]
    found = factories.complete(officers[0], hall)

    def opening(officer):
        return lambda: services.open_consultation(user=officer, consultation=found, edition=found.edition)

    assert all_at_once([opening(officer) for officer in officers]) == [None] * 8
    found.refresh_from_db()
    assert found.status == ConsultationStatus.OPENED
    assert (Phase.objects.count(), Window.objects.count()) == (5, 4)
    assert SearchDocument.objects.filter(key=f"consultations.consultation:{found.pk}").count() == 1


def test_of_six_colleagues_who_save_the_same_edition_one_is_not_stale():
    hall = factories.town_hall()
    officer = factories.officer(hall)
    found = factories.complete(officer, hall)

    def saving(college):
        return lambda: services.save_people(
            user=officer, consultation=found, edition=4, territory=hall.territory, colleges=[college]
        )

    raised = all_at_once([saving(college) for college in [*College, *College]])
    assert [type(one) for one in raised].count(Stale) == 5
    assert found.colleges.count() == 1


def test_whoever_saves_while_it_is_being_opened_changes_nothing_afterwards():
    hall = factories.town_hall()
    officer = factories.officer(hall)
    found = factories.complete(officer, hall)

    def save():
        services.save_people(user=officer, consultation=found, edition=4, territory=hall.territory, colleges=["sse"])

    def open_it():
        services.open_consultation(user=officer, consultation=found, edition=4)

    opening, saving = all_at_once([open_it, save])
    now = Consultation.objects.get()
    # Whichever came first: the other one was told.
    assert (opening is None) != (saving is None)
    assert (now.status == ConsultationStatus.OPENED) == (opening is None)
    assert now.colleges.count() == (3 if opening is None else 1)
