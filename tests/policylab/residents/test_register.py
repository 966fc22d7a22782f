"""A town's register: looked at, taken, used, replaced, deleted; no number of it stands anywhere."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from policylab.core.clock import db_now
from policylab.core.errors import Refused
from policylab.directory.enums import Role
from policylab.residents import services
from policylab.residents.models import Check, Register, RegisterNumber
from policylab.residents.needs import Need, needs
from tests.policylab.accounts.factories import person, signed_in
from tests.policylab.directory.factories import organisation

from . import factories as make

pytestmark = pytest.mark.django_db
MINE, OTHER = "AB 123 456", "CD-987654"


@pytest.fixture
def asked(monkeypatch):
    """Something needs a register: a list that a test empties."""
    asking = [Need("A consultation", "/en/")]
    monkeypatch.setitem(needs, "test", lambda body, now: asking)
    return asking


@pytest.fixture
def hall(asked):
    return make.town_hall()


def upload(client, hall, content, name="liste.csv", **more):
    given = {"file": SimpleUploadedFile(name, content), **more}
    return client.post(reverse("residents:register", args=[hall.ref]), given)


def stands_nowhere(number):
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            assert number not in str(cursor.fetchall()), table


@pytest.mark.usefixtures("in_english")
def test_an_officer_looks_at_a_file_presses_again_and_a_resident_finds_themselves(hall, caplog):
    officer, resident = make.helper(hall), person()
    client, number_page = signed_in(officer), reverse("residents:number", args=[hall.ref])
    assert "No register is read in now" in Client().get(number_page).content.decode()
    seen = upload(client, hall, b"CIN\nAB123456\nCD987654\nAB 123456\n;\n???\n")
    page = client.get(seen.url).content.decode()
    assert "2 numbers can be read in" in page
    assert "Stands in the file already" in page
    assert "AB123456" not in page
    assert not RegisterNumber.objects.exists()
    assert client.post(seen.url).url == reverse("residents:register", args=[hall.ref])
    assert client.post(seen.url).status_code == 302  # a second press
    assert (RegisterNumber.objects.count(), bytes(Register.objects.get().digests)) == (2, b"")
    visitor = Client()
    assert "sign-in" in visitor.post(number_page, {"number": "ab-123.456"}).url
    signed_in(resident, visitor)
    assert "Your number is kept, unreadable" in visitor.get(number_page).content.decode()
    assert "123456" not in str(dict(visitor.session))
    stands_nowhere("AB123456")
    said = visitor.post(number_page, {"kept": "1"}, follow=True).content.decode()
    assert f"You are a checked resident of {hall.territory.name}" in said
    assert Check.objects.standing().get().user == resident
    assert "AB123456" not in caplog.text


def test_a_wrong_file_is_refused_and_writes_nothing(hall):
    client = signed_in(make.helper(hall))
    for content, name in (
        (b"", "vide.csv"),
        (b"PK\x03\x04 a sheet", "liste.xlsx"),
        (b"\x00\x01\x02" * 99, "liste.csv"),
        (b"12345678" + b" " * 5_300_000, "longue.csv"),
        (b"nom\nAmel\n", "noms.csv"),
    ):
        assert upload(client, hall, content, name).status_code == 200
    assert client.post(reverse("residents:register", args=[hall.ref]), {"file": "x"}).status_code == 200
    assert not Register.objects.exists()


def test_only_an_officer_reads_one_in_and_only_while_something_needs_it(hall, asked):
    officer, helper = make.helper(hall), make.helper(hall, Role.FACILITATOR)
    pending = make.looked_at(hall, officer, MINE)
    for user, body in (
        (helper, hall),
        (make.helper(make.town_hall("XX-2")), hall),
        (make.helper(club := organisation()), club),
    ):
        with pytest.raises(PermissionDenied):
            make.looked_at(body, user, MINE)
    with pytest.raises(PermissionDenied):
        services.take_register(by=make.helper(hall), register=pending)  # a colleague has not seen the file
    asked.clear()
    for act in (
        lambda: make.looked_at(hall, officer, MINE),
        lambda: services.take_register(by=officer, register=pending),
    ):
        with pytest.raises(Refused):
            act()


def test_a_number_makes_one_resident_and_a_person_has_one_number(hall):
    officer, first, second = make.helper(hall), person(), person()
    make.register(hall, officer, MINE, OTHER)
    check = make.by_number(hall, first, MINE)
    assert make.by_number(hall, first, MINE) == check  # a lost answer
    for user, number in ((second, MINE), (first, OTHER), (second, "EF111111")):
        with pytest.raises(Refused):
            make.by_number(hall, user, number)
    with pytest.raises(Refused):
        make.by_number(make.town_hall("XX-2"), second, OTHER)  # another town's
    services.forget_resident(first)
    with pytest.raises(Refused):
        make.by_number(hall, person(), MINE)  # leaving and coming back makes no second voice
    facts = {"territory": hall.territory, "organisation": hall, "checked_at": db_now(), "how": "register"}
    for broken in ({"user": second}, {"user": second, "number": check.number}):  # without a number, with a used one
        with pytest.raises(IntegrityError), transaction.atomic():
            Check.objects.create(**facts, **broken)


@pytest.mark.usefixtures("in_english")
def test_the_later_officer_sees_that_one_is_there_and_replacing_keeps_who_found_themselves(hall):
    first, second, resident = make.helper(hall), make.helper(hall), person()
    client = signed_in(second)
    seen = upload(client, hall, b"CD987654\nEF111111\n")
    old = make.register(hall, first, MINE, OTHER)
    make.by_number(hall, resident, MINE)
    page = client.post(seen.url).content.decode()
    assert "Meanwhile the register was changed" in page
    assert "A register is there already" in page
    assert f'name="replaces" value="{old.ref}"' in page
    assert Register.objects.standing().get() == old
    client.post(seen.url, {"replaces": old.ref})
    assert Register.objects.standing().get().size == 2
    assert Check.objects.standing().get().user == resident
    make.by_number(hall, person(), "EF111111")
    for used_or_gone in (MINE, "AB 123 457"):
        with pytest.raises(Refused):
            make.by_number(hall, person(), used_or_gone)


def test_it_is_deleted_when_nothing_needs_it_and_a_card_that_gave_way_stands_again(hall, asked, caplog):
    officer, carded, listed = make.helper(hall), person(), person()
    _batch, (code, _other) = make.batch(hall, officer)
    card = make.with_card(carded, code)
    make.register(hall, officer, MINE, OTHER)
    make.by_number(hall, carded, MINE)
    make.by_number(hall, listed, OTHER)
    make.looked_at(hall, officer, "EF111111")
    assert services.delete_due_registers() == 0
    caplog.set_level("INFO")
    asked.clear()
    assert services.delete_due_registers() == 1
    assert "2 numbers, 2 checks ended" in caplog.text
    assert not RegisterNumber.objects.exists()
    assert Check.objects.standing().get() == card
    assert services.delete_due_registers() == 0
    Register.objects.pending().update(read_at=db_now() - timedelta(days=2))
    services.delete_due_registers()
    assert Register.objects.get().ended_at  # that there was one stays known; what was only looked at is gone


def test_for_drafts_that_nobody_opens_it_is_kept_half_a_year(hall, asked):
    make.register(hall, make.helper(hall), MINE)
    asked[:] = [Need("A draft", "/en/", draft=True)]
    assert services.delete_due_registers() == 0
    Register.objects.update(taken_at=db_now() - timedelta(days=184))
    assert services.delete_due_registers() == 1


def test_who_tries_numbers_is_stopped(hall):
    make.register(hall, make.helper(hall), MINE)
    client, address = signed_in(person()), reverse("residents:number", args=[hall.ref])
    tries = [client.post(address, {"number": f"EF{number}"}).status_code for number in range(1111, 1117)]
    assert (set(tries[:5]), tries[5]) == ({200}, 429)
    for odd in ("", "x" * 100_000, "\x00", "12\u202e34", "ABCD"):
        assert client.post(address, {"number": odd}).status_code == 200  # not even looked up
