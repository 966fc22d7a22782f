"""Who may do what, as one table: parts down, acts across."""

import pytest
from django.contrib.auth.models import AnonymousUser

from policylab.directory.enums import OrganisationKind, OrganisationStatus, Role
from policylab.directory.models import Membership
from policylab.directory.permissions import (
    can_ask_organisation,
    can_check_organisation,
    can_manage_members,
    can_run_consultations,
    can_speak_for,
)
from policylab.directory.selectors import municipalities_run_by, organisations_spoken_for
from tests.policylab.accounts.factories import administrator, editor, person, with_second_factor

from .factories import organisation, part, place, town_hall

pytestmark = pytest.mark.django_db
ACTS = (can_manage_members, can_speak_for, can_run_consultations)


def people(body):
    """Every part, with its second factor where the name says so."""
    other = organisation(body.kind, territory=place("XX-2"))
    everyone = {
        "nobody": AnonymousUser(),
        "citizen": person(),
        "editor": with_second_factor(editor()),
        "administrator": with_second_factor(administrator()),
        "administrator without": administrator(),
    }
    for role in Role:
        everyone[role.value] = with_second_factor(person())
        everyone[f"{role.value} without"] = person()
        everyone[f"{role.value} elsewhere"] = with_second_factor(person())
        for name in (role.value, f"{role.value} without"):
            part(everyone[name], body, role)
        part(everyone[f"{role.value} elsewhere"], other, role)
    everyone["former officer"] = with_second_factor(person())
    gone = part(everyone["former officer"], body, Role.OFFICER)
    Membership.objects.filter(pk=gone.pk).update(ended_at=gone.started_at)
    return everyone


def allowed(body) -> dict[str, set[str]]:
    everyone = people(body)
    return {act.__name__: {name for name, user in everyone.items() if act(user, body)} for act in ACTS}


def test_a_municipality():
    assert allowed(town_hall()) == {
        "can_manage_members": {"administrator", "officer"},
        "can_speak_for": {"officer", "representative", "representative without"},
        "can_run_consultations": {"officer"},
    }


def test_a_public_body():
    assert allowed(organisation(OrganisationKind.PUBLIC_BODY))["can_run_consultations"] == {"officer"}


@pytest.mark.parametrize("kind", [OrganisationKind.COOPERATIVE, OrganisationKind.UNIVERSITY])
def test_any_other_organisation(kind):
    assert allowed(organisation(kind)) == {
        "can_manage_members": {"administrator", "representative", "representative without"},
        "can_speak_for": {"officer", "representative", "representative without"},
        "can_run_consultations": set(),
    }


@pytest.mark.parametrize("status", [OrganisationStatus.ASKED, OrganisationStatus.REFUSED])
@pytest.mark.parametrize("kind", [OrganisationKind.MUNICIPALITY, OrganisationKind.ASSOCIATION])
def test_without_the_check_nobody_does_anything(status, kind):
    assert allowed(organisation(kind, status=status)) == {act.__name__: set() for act in ACTS}


def test_asking_and_checking():
    everyone = people(town_hall())
    assert [name for name, user in everyone.items() if not can_ask_organisation(user)] == ["nobody"]
    assert [name for name, user in everyone.items() if can_check_organisation(user)] == ["administrator"]


def test_what_a_person_may_act_for_is_the_same_asked_the_other_way():
    bodies = [town_hall(), organisation(OrganisationKind.PUBLIC_BODY), organisation()]
    bodies.append(organisation(status=OrganisationStatus.REFUSED))
    for secured in (True, False):
        user = with_second_factor(person()) if secured else person()
        for body, role in zip(bodies, (Role.OFFICER, Role.OFFICER, Role.REPRESENTATIVE, Role.OFFICER), strict=True):
            part(user, body, role)
        assert set(organisations_spoken_for(user)) == {body for body in bodies if can_speak_for(user, body)}
        assert set(municipalities_run_by(user)) == {body for body in bodies if can_run_consultations(user, body)}
        assert bool(municipalities_run_by(user)) == secured
    assert not organisations_spoken_for(AnonymousUser())
    assert not municipalities_run_by(AnonymousUser())


def test_two_parts_in_one_organisation_are_one_organisation():
    body, user = organisation(), with_second_factor(person())
    part(user, body, Role.REPRESENTATIVE)
    part(user, body, Role.OFFICER)
    assert list(organisations_spoken_for(user)) == [body]
