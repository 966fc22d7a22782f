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
    made = client.post(reverse("residents:cards", args=[hall.ref]), {"size": "12"})
    assert len(re.findall(rb"/Type\s*/Page\b", unpacked(made.content))) == 2
    assert "no-store" in made["Cache-Control"]
    assert CardBatch.objects.get().cards.count() == 12
    for size in ("0", "301", "-1", "ten", "9" * 5000):
        assert client.post(reverse("residents:cards", args=[hall.ref]), {"size": size})["Content-Type"].startswith(
            "text"
        )
    assert CardBatch.objects.count() == 1


def test_the_sheet_has_ten_cards_a_page_in_three_languages_each_with_its_own_address():
    hall = make.town_hall()
    html = sheet_of(hall, "bcdfghjkmn", codes := new_codes(11), "https://lab.example.tn/")
    assert html.count('class="sheet"') == 2
    assert html.count("<h2>") == 33
    assert all(html.count(code) == 1 for code in codes)
    assert html.count("lab.example.tn/residents/card<") == 11
    assert len(set(re.findall(r'src="(data:[^"]+)"', html))) == 11
