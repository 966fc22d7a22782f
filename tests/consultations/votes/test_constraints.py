"""What the database refuses to hold together, whoever writes it."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from consultations.votes.enums import Completion, Method, RollKind, Rule, Secrecy, VoteStatus
from consultations.votes.models import Option, Vote, VoteCollege
from policylab.core.clock import db_now
from policylab.directory.enums import College

from . import factories

pytestmark = pytest.mark.django_db
BUDGET = {"method": Method.EQUAL_SHARES, "rule": Rule.ONE_PERSON_ONE_VOTE}
MONEY = {"money": Decimal("60000.000"), "currency": "TND", "completion": Completion.ADD1_GREEDY}
SEATS = {"method": Method.STV, "rule": Rule.ONE_PERSON_ONE_VOTE}
THIRDS = {College.PUBLIC: 30, College.CITIZEN: 40, College.SSE: 30}


def refuses(act) -> str:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        act()
    return str(refused.value)


def test_what_only_one_method_or_rule_asks_for():
    vote = factories.prepared()
    rows = Vote.objects.filter(pk=vote.pk)
    wrong = [
        ({"method": "plurality"}, "vote_method_known"),
        ({"rule": "weighty"}, "vote_rule_known"),
        ({"method": Method.YES_NO, "adopt_at_most": 1}, "vote_limit_only_where_several_may_pass"),
        ({"adopt_at_most": 0}, "vote_adopts_at_least_one"),
        ({"method": Method.STV}, "vote_rule_only_for_majorities"),
        ({"weights": THIRDS}, "vote_weights_only_where_they_count"),
        ({"seats": 3}, "vote_seats_only_where_they_are_filled"),
        ({**SEATS, "seats": 0}, "vote_seats_only_where_they_are_filled"),
        (MONEY, "vote_money_only_for_a_budget"),
        ({"money_shares": THIRDS}, "vote_money_only_for_a_budget"),
        ({**BUDGET, **MONEY, "money": 0}, "vote_money_only_for_a_budget"),
        ({"roll_kind": "ajar"}, "vote_roll_kind_known"),
        ({"seed": "5eed"}, "vote_seed_is_drawn_at_opening"),
    ]
    for fields, name in wrong:
        assert name in refuses(lambda fields=fields: rows.update(**fields)), fields
    for fields in ({**BUDGET, **MONEY, "money_shares": THIRDS}, {**SEATS, "money": None, "currency": "", "completion": "",
                   "money_shares": {}, "seats": 3}):  # fmt: skip
        rows.update(**fields)


def test_what_is_not_stated_does_not_open():
    vote = factories.prepared()
    rows = Vote.objects.filter(pk=vote.pk)
    opened = {"status": VoteStatus.OPENED, "opened_at": db_now(), "seed": "5eed"}
    for fields, name in [
        ({"seed": ""}, "vote_seed_is_drawn_at_opening"),
        ({"rule": Rule.WEIGHTED_COLLEGES}, "vote_weights_stated"),
        (BUDGET, "vote_money_stated"),
        (SEATS, "vote_seats_stated"),
    ]:
        assert name in refuses(lambda fields=fields: rows.update(**{**opened, **fields})), fields
    rows.update(**opened, rule=Rule.WEIGHTED_COLLEGES, weights=THIRDS)


def test_an_option_is_a_plan_or_a_candidate_and_a_candidate_costs_nothing():
    vote = factories.prepared()
    version = vote.options.first().version
    for fields, name in [
        ({}, "option_plan_or_candidate"),
        ({"version": version, "name": "Amel"}, "option_plan_or_candidate"),
        ({"about": "Institutrice"}, "option_plan_or_candidate"),
        ({"name": "Amel", "cost": 5}, "option_cost_is_of_a_plan"),
    ]:
        row = Option(vote=vote, position=20, **fields)
        assert name in refuses(row.save), fields
    assert Option.objects.create(vote=vote, position=20, name="Amel").title == "Amel"


def test_only_citizens_enter_a_roll_by_themselves():
    vote = factories.prepared()
    for college, secrecy in [(College.SSE, Secrecy.SEPARATED), (College.PUBLIC, Secrecy.NAMED)]:
        row = VoteCollege(vote=vote, college=college, secrecy=secrecy, roll_size=20, roll_kind=RollKind.OPEN)
        assert "vote_college_only_citizens_enter" in refuses(row.save)
    row = VoteCollege(vote=vote, college=College.CITIZEN, secrecy=Secrecy.SEPARATED, roll_size=3)
    assert "vote_college_separated_is_large" in refuses(row.save)
    row.roll_kind = RollKind.OPEN
    row.save()
