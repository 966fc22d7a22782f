"""Cards: made once, used once, and nothing of them kept that could be used."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse

from policylab.core.errors import Refused
from policylab.directory.enums import Role
from policylab.residents import services
from policylab.residents.codes import LENGTH, LETTERS, digest_of, new_codes
from policylab.residents.models import Card, CardBatch, Check
from policylab.residents.sheet import sheet_of
from tests.policylab.accounts.factories import person, signed_in, with_second_factor
from tests.policylab.core.printing.test_pdf import unpacked
from tests.policylab.directory.factories import organisation, part

from . import factories as make

pytestmark = pytest.mark.django_db


def test_a_code_is_long_enough_read_as_it_is_typed_and_its_digest_needs_the_key():
    codes = new_codes(200)
    assert len(set(codes)) == 200
    assert len(LETTERS) ** LENGTH > 2**50
    assert not set(LETTERS) & set("AEIOU0125 68BGSZ")
    assert all(re.fullmatch(rf"[{LETTERS}]{{4}}(-[{LETTERS}]{{4}}){{2}}", code) for code in codes)
    assert digest_of("CDFH-3479-JKLM") == digest_of(" cdfh ٣٤٧٩ jklm ")
    with override_settings(POLICYLAB_CARD_KEY="another"):
        assert digest_of(codes[0]) != digest_of(codes[0].replace("-", "") + "3")
        other = digest_of(codes[0])
    assert digest_of(codes[0]) != other


def test_a_card_makes_a_resident_once_and_its_code_stands_in_no_table():
    hall = make.town_hall()
    officer, first, second = make.helper(hall), person(), person()
    batch, (mine, other) = make.batch(hall, officer)
    assert batch.size == 2
    check = services.use_card(user=first, digest=digest_of(mine.lower()))
    assert services.use_card(user=first, digest=digest_of(mine)) == check  # a second press
    assert (check.user, check.territory, check.how, check.card.batch) == (first, hall.territory, "card", batch)
    for user, code in ((second, mine), (first, other), (second, "CDFH-3479-JKLM")):
        with pytest.raises(Refused):
            services.use_card(user=user, digest=digest_of(code))
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            assert mine.replace("-", "") not in str(cursor.fetchall()).replace("-", "")


def test_an_ended_batch_voids_what_nobody_used_and_nothing_else():
    hall = make.town_hall()
    officer, first, second = make.helper(hall), person(), person()
    batch, (used, unused) = make.batch(hall, officer)
    services.use_card(user=first, digest=digest_of(used))
    ended = services.end_batch(by=make.helper(hall), batch=batch)
    assert services.end_batch(by=officer, batch=batch).ended_at == ended.ended_at
    with pytest.raises(Refused):
        services.use_card(user=second, digest=digest_of(unused))
    assert Check.objects.standing().get().user == first


def test_whoever_leaves_and_comes_back_has_no_second_voice_of_the_same_card():
    hall = make.town_hall()
    _batch, (code, _other) = make.batch(hall, make.helper(hall))
    leaver = person()
    services.use_card(user=leaver, digest=digest_of(code))
    assert services.residence_data(leaver)[0]["territory__code"] == hall.territory.code
    services.forget_resident(leaver)
    assert (Check.objects.get().user, Check.objects.standing().count()) == (None, 0)
    with pytest.raises(Refused):
        services.use_card(user=person(), digest=digest_of(code))


def test_only_an_officer_of_the_town_hall_with_a_second_factor_makes_cards():
    hall, club = make.town_hall(), organisation()
    bare = person()
    part(bare, hall, Role.OFFICER)
    helper, speaker = make.helper(hall, Role.FACILITATOR), make.helper(club, Role.REPRESENTATIVE)
    stranger = make.helper(make.town_hall("XX-2"))
    for user, body in ((bare, hall), (helper, hall), (speaker, club), (stranger, hall), (speaker, hall)):
        with pytest.raises(PermissionDenied):
            make.batch(body, user)
    assert not CardBatch.objects.exists()
    with_second_factor(bare)
    make.batch(hall, bare)
    assert Card.objects.count() == 2


@pytest.mark.usefixtures("in_english")
def test_a_citizen_types_the_code_before_they_sign_in_and_a_look_uses_nothing_up():
    hall = make.town_hall()
    _batch, (code, other) = make.batch(hall, make.helper(hall))
    client, address, user = Client(), reverse("residents:card"), person()
    assert client.get("/residents/card/", headers={"accept-language": "ar"}).url == "/ar/residents/card/"
    assert client.get(f"{address}?code={code}").status_code == 200
    assert "sign-in" in client.post(address, {"code": code}).url
    assert code not in str(dict(client.session))
    assert not Check.objects.exists()
    signed_in(user, client)
    assert "Your code is kept" in client.get(address).content.decode()
    said = client.post(address, {"kept": "1"}, follow=True).content.decode()
    assert Check.objects.standing().get().user == user
    assert f"You are a checked resident of {hall.territory.name}" in said
    assert "already" in client.post(address, {"code": other}).content.decode()
    for odd in ("", "0125", "x" * 100_000, "\x00", "CDFH-3479-JKL\u202e"):
        assert client.post(address, {"code": odd}).status_code == 200


def test_who_tries_codes_is_stopped():
    client = signed_in(person())
    tries = [client.post(reverse("residents:card"), {"code": code}).status_code for code in new_codes(11)]
    assert (set(tries[:10]), tries[10]) == ({200}, 429)


@pytest.mark.pdf
def test_an_officer_gets_the_sheet_once_with_cards_that_work():
    hall = make.town_hall()
    client = signed_in(make.helper(hall))
    made = client.post(reverse("residents:cards", args=[hall.ref]), {"size": "23"})
    inside = unpacked(made.content)
    assert b"/Count 3" in inside
    assert "no-store" in made["Cache-Control"]
    codes = re.findall(rb"\((\w{4}-\w{4}-\w{4})\) Tj", inside)
    digests = {digest_of(code.decode()) for code in codes}
    assert (len(codes), digests) == (23, set(Card.objects.values_list("digest", flat=True)))
    stamped = re.findall(rb"q\n0\.055 0\.192 0\.263 rg\n(.*?)\nQ", inside, re.DOTALL)
    assert [page.count(b"\nf\n") for page in stamped] == [10, 10, 3]  # a square each
    assert all(page.count(b" re\n") > 200 * page.count(b" Tj ET") for page in stamped)
    for size in ("0", "2001", "-1", "ten", "9" * 5000):
        assert client.post(reverse("residents:cards", args=[hall.ref]), {"size": size})["Content-Type"].startswith(
            "text"
        )
    assert CardBatch.objects.count() == 1


@pytest.mark.parametrize(("size", "drawn"), [(3, 3), (10, 10), (11, 11), (40, 10), (25, 15)])
def test_the_sheet_has_a_full_page_and_the_last_one_in_three_languages_and_no_code(size, drawn):
    hall = make.town_hall()
    html, stamps = sheet_of(hall, "bcdfghjkmn", codes := new_codes(size), "https://lab.example.tn/")
    assert html.count("<h2>") == 3 * drawn
    assert html.count("lab.example.tn/residents/card<") == drawn
    assert not [code for code in codes if code in html]
    assert stamps == [(f"https://lab.example.tn/residents/card/#{code}", code) for code in codes]
