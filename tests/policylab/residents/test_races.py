"""The same card, two cards of one person, a card and the desk, the same number, at once, on PostgreSQL: one voice."""

import pytest

from policylab.core.errors import Refused
from policylab.residents import services
from policylab.residents.codes import digest_of
from policylab.residents.models import Check, Register, RegisterNumber
from policylab.residents.needs import Need, needs
from tests.policylab.accounts.factories import person
from tests.proposals.test_races import all_at_once

from . import factories as make

pytestmark = [pytest.mark.pg, pytest.mark.django_db(transaction=True)]


def using(user, code):
    return lambda: services.use_card(user=user, digest=digest_of(code))


def refusals(raised):
    assert all(error is None or isinstance(error, Refused) for error in raised), raised
    return sum(error is not None for error in raised)


def test_one_card_in_eight_hands_one_person_with_two_cards_and_the_desk_meanwhile():
    hall = make.town_hall()
    helper = make.helper(hall)
    _batch, codes = make.batch(hall, helper, size=7)
    assert refusals(all_at_once([using(person(), codes[0]) for _n in range(8)])) == 7
    assert Check.objects.standing().count() == 1
    twice = person()
    both = [lambda: make.at_desk(hall, helper, twice), *(using(twice, code) for code in codes[1:])]
    assert refusals(all_at_once(both)) == 6
    assert Check.objects.standing().filter(user=twice).count() == 1
    pressed = person()
    _batch, (code, *_rest) = make.batch(hall, helper)
    assert refusals(all_at_once([using(pressed, code)] * 6)) == 0
    assert Check.objects.standing().filter(user=pressed).count() == 1


def test_a_batch_that_ends_while_its_card_is_used_leaves_a_check_or_none():
    hall = make.town_hall()
    helper, user = make.helper(hall), person()
    batch, (code, *_rest) = make.batch(hall, helper)
    refused = refusals(all_at_once([using(user, code), lambda: services.end_batch(by=helper, batch=batch)]))
    assert Check.objects.standing().count() == 1 - refused


@pytest.fixture
def asked(monkeypatch):
    """Something needs a register."""
    monkeypatch.setitem(needs, "test", lambda body, now: [Need("A consultation", "/en/")])


@pytest.mark.usefixtures("asked")
def test_one_number_in_eight_hands_and_one_person_with_six_numbers_a_card_and_the_desk():
    hall = make.town_hall()
    helper = make.helper(hall)
    numbers = [f"AB{number}" for number in range(1000, 1010)]
    make.register(hall, helper, *numbers)
    hands = [person() for _n in range(8)]
    assert refusals(all_at_once([lambda user=user: make.by_number(hall, user, numbers[0]) for user in hands])) == 7
    assert Check.objects.standing().count() == 1
    twice = person()
    _batch, (code, _other) = make.batch(hall, helper)
    ways = [lambda number=number: make.by_number(hall, twice, number) for number in numbers[1:7]]
    all_at_once([*ways, using(twice, code), lambda: make.at_desk(hall, helper, twice)])
    assert Check.objects.standing().get(user=twice).how == "register"
    assert Check.objects.filter(user=twice, how="register").count() == 1


@pytest.mark.usefixtures("asked")
def test_two_officers_read_in_at_once_while_residents_look_themselves_up():
    hall = make.town_hall()
    officers = [make.helper(hall), make.helper(hall)]
    pending = [make.looked_at(hall, officer, f"AB100{at}", "XY9999") for at, officer in enumerate(officers)]
    taking = [lambda at=at: services.take_register(by=officers[at], register=pending[at]) for at in (0, 1)]
    assert refusals(all_at_once(taking)) == 1
    old = Register.objects.standing().get()
    late = next(at for at in (0, 1) if pending[at] != old)
    users = [person() for _n in range(4)]
    found = [lambda user=user: make.by_number(hall, user, "XY9999") for user in users]
    replace = [lambda: services.take_register(by=officers[late], register=pending[late], replaces=old.ref)]
    assert refusals(all_at_once([*found[:2], *replace, *found[2:]])) == 3
    assert Check.objects.standing().get().number.register == Register.objects.standing().get()
    assert RegisterNumber.objects.filter(register=old).count() == 0
