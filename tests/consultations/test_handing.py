"""Who has a consultation in hand, and how it comes into a colleague's."""

import pytest
from django.core.exceptions import PermissionDenied

from consultations import services
from consultations.enums import Deed
from consultations.models import Entry
from consultations.selectors import keeper_of
from policylab.core.errors import Refused
from policylab.directory.enums import Role
from policylab.notices.models import Notice
from tests.policylab.accounts.factories import person, signed_in
from tests.proposals.factories import member

from . import factories

pytestmark = pytest.mark.django_db
NOTE = "Le vote se prépare lundi, la salle est réservée."


@pytest.fixture
def town():
    hall = factories.town_hall()
    first, second = factories.officer(hall), factories.officer(hall)
    return factories.opened(by=first, of=hall), first, second


def test_it_is_handed_over_once_with_its_note_and_the_colleague_is_told(town, django_capture_on_commit_callbacks):
    found, first, second = town
    assert keeper_of(found) == first.pk
    client, at = signed_in(first), f"/fr/consultations/{found.ref}/hand-over/"
    with django_capture_on_commit_callbacks(execute=True):
        for _press in range(2):
            form = {"colleague": second.ref, "reason": NOTE, "language": "fr"}
            answer = client.post(at, form)
    assert Entry.objects.filter(deed=Deed.HANDED).count() == 1
    assert answer.status_code == 200, "whoever has it in hand is no longer offered"
    assert keeper_of(found) == second.pk
    assert NOTE in Notice.objects.get(user=second, event="consultation.handed").facts["reason"]
    assert NOTE in client.get(f"/fr/consultations/{found.ref}/log/").content.decode()
    assert NOTE not in client.get(f"/fr/consultations/{found.ref}/").content.decode()


def test_only_between_officers_of_the_body(town):
    found, first, _second = town
    facts = {"consultation": found, "reason": NOTE, "language": "fr"}
    for colleague in (person(), member(found.organisation, Role.REPRESENTATIVE), factories.officer()):
        with pytest.raises(Refused):
            services.hand_over(user=first, colleague=colleague, **facts)
        with pytest.raises(PermissionDenied):
            services.hand_over(user=colleague, colleague=first, **facts)
    assert not Entry.objects.filter(deed=Deed.HANDED).exists()
