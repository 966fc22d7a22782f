"""Those in charge invite, change and end; nobody learns who has an account; nobody is left without somebody in charge."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from policylab.accounts.services.data import export_personal_data
from policylab.accounts.services.erasure import erase_account
from policylab.core.clock import db_now
from policylab.core.errors import Refused
from policylab.directory import services
from policylab.directory.enums import OrganisationStatus, Role
from policylab.directory.models import Invitation, Membership, Organisation
from policylab.notices.models import OutboxMail
from tests.policylab.accounts.factories import administrator, last_code, person, signed_in, with_second_factor

from .factories import organisation, part, place, town_hall

pytestmark = pytest.mark.django_db


def officer_of(body: Organisation):
    user = with_second_factor(person())
    part(user, body, Role.OFFICER)
    return user


def representative_of(body: Organisation):
    user = person()
    part(user, body, Role.REPRESENTATIVE)
    return user


def members_url(body: Organisation) -> str:
    return f"/en/organisations/{body.ref}/members/"


def invited(body: Organisation, address: str, role: Role = Role.MEMBER) -> Invitation:
    by = body.memberships.current().filter(role__in=[Role.OFFICER, Role.REPRESENTATIVE]).first().user
    return services.invite_member(by=by, organisation=body, address=address, role=role)


def test_an_invitation_is_the_same_whether_or_not_there_is_an_account():
    body = town_hall(language="ar")
    client = signed_in(officer_of(body))
    person("known@example.org", language="fr")
    answers, mails = [], []
    for address in ("known@example.org", "wholly@example.org"):
        answer = client.post(members_url(body), {"address": address, "role": "representative"})
        answers.append((answer.status_code, answer.headers["Location"]))
        mail = OutboxMail.objects.get(to=address)
        ref = Invitation.objects.get(address=address).ref
        mails.append((mail.subject, mail.body.replace(ref, ""), mail.html.replace(ref, "")))
    assert answers[0] == answers[1]
    assert mails[0] == mails[1]
    page = client.get(members_url(body)).content.decode()
    assert "known@example.org" in page
    assert "wholly@example.org" in page


def test_a_newcomer_takes_it_up_through_the_door(client):
    body = town_hall()
    officer_of(body)
    asked = invited(body, "new@example.org", Role.REPRESENTATIVE)
    url = f"/en/organisations/invitations/{asked.ref}/"
    door = client.get(url).headers["Location"]
    client.post("/en/account/sign-in/", {"email": "new@example.org", "next": client.get(door).context["onward"]})
    client.post("/en/account/sign-in/code/", {"code": last_code("new@example.org")})
    assert client.get(url).status_code == 200
    assert client.post(url, {"answer": "yes"}).headers["Location"] == "/en/organisations/mine/"
    membership = Membership.objects.get(user__email="new@example.org")
    assert (membership.role, membership.started_by) == (Role.REPRESENTATIVE, asked.invited_by)
    again = client.post(url, {"answer": "yes"})
    assert again.status_code == 200
    assert Membership.objects.filter(user__email="new@example.org").count() == 1


def test_it_can_be_declined_withdrawn_and_grows_old():
    body = organisation()
    chief = representative_of(body)
    user = person("a@example.org")
    first = invited(body, "A@example.org")
    signed_in(user).post(f"/en/organisations/invitations/{first.ref}/", {"answer": "no"})
    second = invited(body, "a@example.org")
    url = f"{members_url(body)}invitations/{second.ref}/withdraw/"
    assert signed_in(chief).get(url).status_code == 405
    assert signed_in(chief).post(url).status_code == 302
    third = invited(body, "a@example.org")
    Invitation.objects.filter(pk=third.pk).update(invited_at=db_now() - timedelta(days=31))
    for asked in (first, second, third):
        with pytest.raises(Refused):
            services.accept_invitation(user=user, invitation=asked)
    assert not Membership.objects.filter(user=user).exists()


def test_only_the_owner_of_the_mailbox_answers():
    body = organisation()
    representative_of(body)
    asked = invited(body, "a@example.org", Role.REPRESENTATIVE)
    thief = person("b@example.org")
    url = f"/en/organisations/invitations/{asked.ref}/"
    assert signed_in(thief).get(url).status_code == 403
    assert signed_in(thief).post(url, {"answer": "yes"}).status_code == 403
    with pytest.raises(PermissionDenied):
        services.accept_invitation(user=thief, invitation=asked)
    assert signed_in(thief).get("/en/organisations/invitations/bcdfghjkmn/").status_code == 404


def test_a_part_taken_up_ends_the_one_before():
    body = organisation()
    representative_of(body)
    user = person("a@example.org")
    part(user, body, Role.MEMBER)
    services.accept_invitation(user=user, invitation=invited(body, user.email, Role.REPRESENTATIVE))
    assert list(Membership.objects.current().filter(user=user).values_list("role", flat=True)) == ["representative"]
    assert Membership.objects.filter(user=user).count() == 2, "ended, not deleted"


@pytest.mark.parametrize("address", ["", "nobody", "x" * 100_000 + "@a.org", "a\x00@b.org", "<b>@x"])
def test_bad_addresses_are_said_at_the_field(address):
    body = organisation()
    answer = signed_in(representative_of(body)).post(members_url(body), {"address": address, "role": "member"})
    assert answer.context["form"].errors["address"]
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("role", ["", "king", "officer", "facilitator", "member'--"])
def test_an_association_has_no_officers(role):
    body = organisation()
    client = signed_in(representative_of(body))
    assert client.post(members_url(body), {"address": "a@example.org", "role": role}).context["form"].errors["role"]
    assert not Invitation.objects.exists()


def test_the_same_address_is_invited_once_at_a_time():
    body = organisation()
    client = signed_in(representative_of(body))
    for _press in range(2):
        answer = client.post(members_url(body), {"address": "a@example.org", "role": "member"})
    assert answer.context["form"].errors["address"]
    assert Invitation.objects.count() == 1


def test_parts_change_and_the_old_one_stays_written():
    body = town_hall()
    chief, user = officer_of(body), person()
    membership = part(user, body, Role.MEMBER)
    url = f"{members_url(body)}{membership.pk}/role/"
    client = signed_in(chief)
    assert client.get(url).status_code == 200
    assert client.post(url, {"role": "king"}).context["form"].errors["role"]
    assert client.post(url, {"role": "facilitator"}).status_code == 302
    assert list(Membership.objects.filter(user=user).order_by("pk").values_list("role", "ended_by")) == [
        ("member", chief.pk),
        ("facilitator", None),
    ]
    assert client.get(url).status_code == 404, "that part has ended"


@pytest.mark.parametrize(("body_of", "role"), [(town_hall, Role.OFFICER), (organisation, Role.REPRESENTATIVE)])
def test_the_last_one_in_charge_names_somebody_first(body_of, role):
    body, user = body_of(), with_second_factor(person())
    membership = part(user, body, role)
    client = signed_in(user)
    page = client.post(f"{members_url(body)}{membership.pk}/end/")
    assert page.status_code == 200
    assert page.context["refused"]
    assert client.post(f"{members_url(body)}{membership.pk}/role/", {"role": "member"}).status_code == 200
    assert Membership.objects.current().filter(pk=membership.pk).exists()
    part(person(), body, role)
    assert client.post(f"{members_url(body)}{membership.pk}/end/").headers["Location"] == "/en/organisations/mine/"
    membership.refresh_from_db()
    assert membership.ended_by == user


def test_anybody_leaves_for_themselves_but_sends_nobody_away():
    body = organisation()
    chief, user = representative_of(body), person()
    membership = part(user, body)
    theirs = Membership.objects.get(user=chief)
    assert signed_in(user).post(f"{members_url(body)}{theirs.pk}/end/").status_code == 403
    assert signed_in(user).post(f"{members_url(body)}{membership.pk}/end/").status_code == 302
    assert not Membership.objects.current().filter(user=user).exists()


def test_nothing_of_another_organisation_can_be_touched():
    mine, theirs = organisation(), organisation(territory=place("XX-2"))
    chief = representative_of(mine)
    representative_of(theirs)
    stranger = part(person(), theirs)
    asked = invited(theirs, "a@example.org")
    client = signed_in(chief)
    for path in (f"{stranger.pk}/role/", f"{stranger.pk}/end/", "999999999/end/", f"{2**70}/end/"):
        assert client.post(members_url(mine) + path, {"role": "member"}).status_code == 404
    assert client.post(f"{members_url(mine)}invitations/{asked.ref}/withdraw/").status_code == 404
    for path in ("", f"{stranger.pk}/role/", f"{stranger.pk}/end/", f"invitations/{asked.ref}/withdraw/"):
        assert (
            client.post(members_url(theirs) + path, {"role": "member", "address": "x@example.org"}).status_code == 403
        )
    assert Membership.objects.current().filter(pk=stranger.pk).exists()
    assert Invitation.objects.open().count() == 1


def test_an_officer_without_second_factor_is_told_how():
    body = town_hall()
    user = person()
    part(user, body, Role.OFFICER)
    answer = signed_in(user).get(members_url(body))
    assert answer.status_code == 403
    assert "/account/security/" in answer.content.decode()


def test_what_was_typed_into_an_ended_session_waits_at_the_form():
    body = organisation()
    user = representative_of(body)
    client = signed_in(user)
    client.session.flush()
    door = client.post(members_url(body), {"address": "somebody@example.org", "role": "member"}).headers["Location"]
    client.post("/en/account/sign-in/", {"email": user.email, "next": client.get(door).context["onward"]})
    client.post("/en/account/sign-in/code/", {"code": last_code(user.email)})
    assert 'value="somebody@example.org"' in client.get(members_url(body)).content.decode()


def test_the_members_page_costs_the_same_for_two_and_for_forty(django_assert_max_num_queries):
    body = organisation()
    client = signed_in(representative_of(body))
    for _number in range(40):
        part(person(), body)
    with django_assert_max_num_queries(12):
        client.get(members_url(body))


def test_what_is_kept_about_a_person_is_in_their_file():
    body = organisation(name_fr="Mdinti")
    representative_of(body)
    user = person("a@example.org")
    part(user, body)
    invited(body, "a@example.org", Role.REPRESENTATIVE)
    kept = json.loads(export_personal_data(user=user))["organisations"]
    assert kept["memberships"][0]["organisation"] == "Mdinti"
    assert len(kept["invitations"]) == 1


def test_whoever_leaves_takes_their_parts_along():
    body = organisation()
    chief = representative_of(body)
    invited(body, "other@example.org")
    waiting = organisation(status=OrganisationStatus.ASKED, asked_by=chief)
    representative_of(organisation(territory=place("XX-2")))
    Invitation.objects.create(
        organisation=body, address=chief.email, role=Role.MEMBER, invited_at=db_now(), invited_by=chief
    )
    erase_account(user=chief, by=chief)
    assert not Membership.objects.current().filter(user=chief).exists()
    assert Membership.objects.filter(user=chief).exists(), "what was signed stays explained"
    assert not Invitation.objects.filter(address=chief.email).exists()
    assert not Invitation.objects.open().exists()
    assert not Organisation.objects.filter(pk=waiting.pk).exists()
    admin = signed_in(with_second_factor(administrator()))
    assert admin.post(members_url(body), {"address": "next@example.org", "role": "representative"}).status_code == 302


def test_nobody_signed_in_is_led_to_the_door():
    body = organisation()
    membership = part(person(), body)
    for path in ("", f"{membership.pk}/role/", f"{membership.pk}/end/", "invitations/bcdfghjkmn/withdraw/"):
        for method in (Client().get, Client().post):
            assert method(members_url(body) + path).headers["Location"].startswith("/en/account/sign-in/")
