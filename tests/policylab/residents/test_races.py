"""The same card, two cards of one person, a card and the desk, at once, on PostgreSQL: one voice."""

import pytest

from policylab.core.errors import Refused
from policylab.residents import services
from policylab.residents.codes import digest_of
from policylab.residents.models import Check
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
