"""The desk: a sworn helper looks and ticks; the person is told; a slip is taken back."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from policylab.core.clock import db_now
from policylab.core.errors import Refused
from policylab.directory.enums import Role
from policylab.residents import services
from policylab.residents.codes import digest_of
from policylab.residents.models import Check
from tests.policylab.accounts.factories import mails_to, person, signed_in
from tests.policylab.directory.factories import part

from . import factories as make

pytestmark = pytest.mark.django_db
TICKS = {"saw_identity": "on", "saw_address": "on"}


@pytest.mark.usefixtures("in_english")
def test_a_facilitator_checks_somebody_who_is_told_and_takes_a_slip_back():
    hall = make.town_hall()
    helper, other = make.helper(hall, Role.FACILITATOR), make.helper(hall)
    somebody, client = person("amel@example.org", display_name="Amel"), signed_in(helper)
    address = reverse("residents:desk", args=[hall.ref])
    assert client.post(address, {"address": "amel@example.org", "saw_identity": "on"}).status_code == 200
    assert "No account" in client.post(address, TICKS | {"address": "nobody@example.org"}).content.decode()
    assert not Check.objects.exists()
    said = client.post(address, TICKS | {"address": " AMEL@example.org "}, follow=True).content.decode()
    assert "Amel is a checked resident now" in said
    check = Check.objects.get()
    assert (check.user, check.how, check.officer, check.organisation) == (somebody, "desk", helper, hall)
    assert hall.territory.name in mails_to(somebody.email)[0].subject
    assert "already" in client.post(address, TICKS | {"address": somebody.email}).content.decode()
    back = reverse("residents:take_back", args=[hall.ref, check.pk])
    assert signed_in(other).post(back).status_code == 404  # a colleague's are not on their page
    assert client.post(back).status_code == 302
    assert (Check.objects.get().ended_by, Check.objects.standing().count()) == (helper, 0)


def test_nobody_checks_without_seeing_both_themselves_or_for_another_town():
    hall = make.town_hall()
    helper, bare = make.helper(hall), person()
    part(bare, hall, Role.FACILITATOR)
    for wrong in ({"saw_identity": False, "saw_address": True}, {"saw_identity": True, "saw_address": False}):
        with pytest.raises(Refused):
            services.check_at_desk(by=helper, organisation=hall, address=make.somebody().email, **wrong)
    with pytest.raises(Refused):
        make.at_desk(hall, helper, helper)
    for user in (bare, make.helper(make.town_hall("XX-2")), person(is_superuser=True)):
        with pytest.raises(PermissionDenied):
            make.at_desk(hall, user)
    assert not Check.objects.exists()


def test_a_card_and_the_desk_make_one_voice_and_the_database_holds_it():
    hall = make.town_hall()
    helper, user = make.helper(hall), person()
    make.at_desk(hall, helper, user)
    _batch, (code, _other) = make.batch(hall, helper)
    with pytest.raises(Refused):
        services.use_card(user=user, digest=digest_of(code))
    facts = {"territory": hall.territory, "organisation": hall, "checked_at": db_now()}
    for broken in (
        {"user": user, "how": "desk", "officer": helper},  # twice in a town
        {"user": person(), "how": "desk"},  # by nobody
        {"user": helper, "how": "desk", "officer": helper},  # by oneself
        {"user": person(), "how": "card"},  # without a card
        {"user": None, "how": "desk", "officer": helper},  # of nobody, standing
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Check.objects.create(**facts, **broken)


def test_the_town_page_has_numbers_and_no_names_and_is_a_tab_for_its_helpers():
    hall = make.town_hall()
    officer, user = make.helper(hall), person(display_name="Xenia Unverwechselbar")
    make.at_desk(hall, make.helper(hall), user)
    make.batch(hall, officer, size=7)
    client, town = signed_in(officer), reverse("residents:town", args=[hall.ref])
    page = client.get(town).content.decode()
    assert "Unverwechselbar" not in page + client.get(reverse("residents:desk", args=[hall.ref])).content.decode()
    assert town in client.get(reverse("directory:detail", args=[hall.ref])).content.decode()
    assert town not in signed_in(user).get(reverse("directory:detail", args=[hall.ref])).content.decode()
