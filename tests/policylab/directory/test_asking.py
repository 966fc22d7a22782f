"""An organisation is asked for, checked or refused; before that it opens nothing."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from policylab.directory.enums import OrganisationKind, OrganisationStatus, Role
from policylab.directory.models import Membership, Organisation
from policylab.directory.permissions import can_manage_members, can_run_consultations, can_speak_for
from policylab.directory.services import accept_organisation, ask_organisation, refuse_organisation
from policylab.notices.models import OutboxMail
from policylab.territories.services import import_territories
from search.models import StaleKey
from tests.policylab.accounts.factories import administrator, editor, last_code, person, signed_in, with_second_factor

from .factories import organisation, part, place, town_hall

pytestmark = pytest.mark.django_db
ASK, MINE, CHECKS = "/en/organisations/ask/", "/en/organisations/mine/", "/en/organisations/checks/"
SAID = {
    "name_en": "Weavers of Sfax",
    "name_ar": "نساجات صفاقس",
    "kind": "cooperative",
    "territory": "Sfax",
    "registration": "JORT 2019/12",
    "website": "https://weavers.example/",
    "description": "Forty women who weave.",
}


@pytest.fixture
def places():
    import_territories()


def checker():
    return with_second_factor(administrator())


def asked(user=None, **fields) -> Organisation:
    return organisation(status=OrganisationStatus.ASKED, asked_by=user or person(), **fields)


def test_it_is_asked_for(places):
    user = person()
    assert signed_in(user).post(ASK, SAID).headers["Location"] == MINE
    body = Organisation.objects.get()
    assert (body.name_en, body.name_ar, body.name_fr) == ("Weavers of Sfax", "نساجات صفاقس", "")
    assert (body.status, body.asked_by, body.territory.code, body.language) == ("asked", user, "TN-61-sfax", "en")
    page = signed_in(user).get(MINE).content.decode()
    assert "Weavers of Sfax" in page


def test_what_a_stranger_fills_in_is_kept_through_the_door(client, places):
    assert client.get(ASK).status_code == 200
    door = client.post(ASK, SAID).headers["Location"]
    client.post("/en/account/sign-in/", {"email": "new@example.org", "next": client.get(door).context["onward"]})
    client.post("/en/account/sign-in/code/", {"code": last_code("new@example.org")})
    page = client.get(ASK).content.decode()
    assert 'value="Weavers of Sfax"' in page
    assert "Forty women who weave." in page
    assert 'value="cooperative" selected' in page
    assert client.post(ASK, SAID).headers["Location"] == MINE


BAD = {
    "kind": ["", "pirate"],
    "territory": ["", "Atlantis", "\x00"],
    "website": ["ftp://a.example/", "javascript:alert(1)", "x" * 1000, "no address at all"],
    "description": ["", "x" * 100_000, "a\x00", "\u202egnaf"],
    "name_en": ["x" * 100_000, "a\x00b", "\u202egnaf"],
    "registration": ["x" * 1000, "\x00"],
}


@pytest.mark.parametrize(("field", "value"), [(field, value) for field, values in BAD.items() for value in values])
def test_bad_input_stands_at_its_field_and_the_rest_is_kept(places, field, value):
    answer = signed_in(person()).post(ASK, SAID | {field: value})
    assert answer.status_code == 200
    assert answer.context["form"].errors[field]
    assert "نساجات صفاقس" in answer.content.decode()
    assert not Organisation.objects.exists()


def test_a_name_in_one_language_at_least(places):
    answer = signed_in(person()).post(ASK, SAID | {"name_en": "", "name_ar": "  "})
    assert answer.context["form"].errors["name_en"]


def test_markup_stays_text(places):
    user = person()
    signed_in(user).post(ASK, SAID | {"name_en": "<script>alert(1)</script>", "description": "<img src=x onerror=y>"})
    body = Organisation.objects.get()
    page = signed_in(checker()).get(f"{CHECKS}{body.ref}/").content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_nobody_has_more_than_three_waiting(places):
    user = person()
    client = signed_in(user)
    for number in range(3):
        client.post(ASK, SAID | {"name_en": f"Body {number}"})
    answer = client.post(ASK, SAID | {"name_en": "One more"})
    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors()
    assert Organisation.objects.count() == 3


def test_asking_five_times_a_day_is_enough(places, settings):
    settings.POLICYLAB_LIMITS = settings.POLICYLAB_LIMITS | {"ask_organisation": "1/d/user"}
    client = signed_in(person())
    client.post(ASK, SAID)
    answer = client.post(ASK, SAID)
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 3600
    assert "Forty women who weave." in answer.content.decode()


def test_the_check_writes_down_what_was_checked_and_tells_the_asker(places):
    user = person("asker@example.org", language="ar")
    signed_in(user).post(ASK, SAID)
    body, admin = Organisation.objects.get(), checker()
    client = signed_in(admin)
    assert body.ref in client.get(CHECKS).content.decode()
    page = client.get(f"{CHECKS}{body.ref}/").content.decode()
    assert "JORT 2019/12" in page
    assert "asker@example.org" in page
    answer = client.post(f"{CHECKS}{body.ref}/", {"words": "Gazette read, telephoned.", "answer": "accept"})
    assert answer.headers["Location"] == CHECKS
    body.refresh_from_db()
    assert (body.status, body.decided_by, body.what_was_checked) == ("checked", admin, "Gazette read, telephoned.")
    mail = OutboxMail.objects.get(to="asker@example.org")
    assert f"/ar/organisations/{body.ref}/members/" in mail.body
    assert 'dir="rtl"' in mail.html
    assert "نساجات صفاقس" in mail.body
    assert StaleKey.objects.filter(key=f"directory.organisation:{body.pk}").exists(), "search hears of it"


@pytest.mark.parametrize(
    ("kind", "role"),
    [
        (OrganisationKind.MUNICIPALITY, Role.OFFICER),
        (OrganisationKind.PUBLIC_BODY, Role.OFFICER),
        (OrganisationKind.COOPERATIVE, Role.REPRESENTATIVE),
        (OrganisationKind.UNIVERSITY, Role.REPRESENTATIVE),
    ],
)
def test_whoever_asked_is_in_charge_first(kind, role):
    body = asked(kind=kind)
    accept_organisation(by=checker(), organisation=body, what_was_checked="x")
    assert list(Membership.objects.values_list("user", "role")) == [(body.asked_by_id, role)]


def test_a_refusal_says_why():
    user = person("asker@example.org", language="fr")
    body = asked(user)
    client = signed_in(checker())
    assert client.post(f"{CHECKS}{body.ref}/", {"words": "", "answer": "refuse"}).context["form"].errors["words"]
    client.post(f"{CHECKS}{body.ref}/", {"words": "No trace of it.", "answer": "refuse"})
    body.refresh_from_db()
    assert body.status == OrganisationStatus.REFUSED
    assert "No trace of it." in OutboxMail.objects.get(to="asker@example.org").body
    assert "No trace of it." in signed_in(user).get(MINE).content.decode()
    assert not Membership.objects.exists()


def test_two_administrators_decide_once():
    body, first, second = asked(), checker(), checker()
    accept_organisation(by=first, organisation=body, what_was_checked="x")
    answer = signed_in(second).post(f"{CHECKS}{body.ref}/", {"words": "Mine", "answer": "refuse"})
    assert answer.context["form"].non_field_errors()
    body.refresh_from_db()
    assert body.status == OrganisationStatus.CHECKED
    assert Membership.objects.count() == 1
    assert signed_in(second).get(f"{CHECKS}{body.ref}/").status_code == 200


def test_neither_accept_nor_refuse_is_no_answer():
    body = asked()
    answer = signed_in(checker()).post(f"{CHECKS}{body.ref}/", {"words": "x", "answer": "maybe"})
    assert answer.context["form"].non_field_errors()
    body.refresh_from_db()
    assert body.status == OrganisationStatus.ASKED


def test_a_department_belongs_to_a_public_body_of_the_same_place():
    hall, elsewhere = town_hall(), town_hall(territory=place("XX-2"))
    body = asked(kind=OrganisationKind.PUBLIC_BODY)
    client = signed_in(checker())
    wrong = client.post(f"{CHECKS}{body.ref}/", {"words": "x", "answer": "accept", "parent": elsewhere.pk})
    assert wrong.context["form"].errors["parent"]
    client.post(f"{CHECKS}{body.ref}/", {"words": "x", "answer": "accept", "parent": hall.pk})
    body.refresh_from_db()
    assert body.parent == hall


def test_the_same_name_is_pointed_out():
    organisation(name_fr="Mdinti")
    body = asked(name_fr="mdinti")
    assert len(signed_in(checker()).get(f"{CHECKS}{body.ref}/").context["alike"]) == 1


def test_only_administrators_with_a_second_factor_check():
    body = asked()
    assert Client().get(CHECKS).status_code == 302
    for user in (person(), body.asked_by, with_second_factor(editor())):
        for url in (CHECKS, f"{CHECKS}{body.ref}/"):
            assert signed_in(user).get(url).status_code == 403
            assert signed_in(user).post(url, {"words": "x", "answer": "accept"}).status_code == 403
    bare = signed_in(administrator()).get(CHECKS)
    assert bare.status_code == 403
    assert "/account/security/" in bare.content.decode()
    for act in (accept_organisation, refuse_organisation):
        words = "what_was_checked" if act is accept_organisation else "reason"
        with pytest.raises(PermissionDenied):
            act(by=person(), organisation=body, **{words: "x"})
    body.refresh_from_db()
    assert body.status == OrganisationStatus.ASKED
    assert signed_in(checker()).get(f"{CHECKS}bcdfghjkmn/").status_code == 404


def test_before_the_check_it_opens_nothing():
    user = with_second_factor(person())
    for kind in (OrganisationKind.MUNICIPALITY, OrganisationKind.ASSOCIATION):
        body = asked(user, kind=kind)
        for role in Role:
            part(user, body, role)
        assert not can_speak_for(user, body)
        assert not can_run_consultations(user, body)
        assert not can_manage_members(user, body)
        assert signed_in(user).get(f"/en/organisations/{body.ref}/members/").status_code == 404


def test_a_closed_account_asks_for_nothing():
    with pytest.raises(PermissionDenied):
        ask_organisation(
            user=person(is_active=False), kind="association", names={"fr": "A"}, territory=place(), language="fr"
        )
