"""Two editors press at once, on PostgreSQL."""

import pytest

from home.models import CasePage
from home.services import make_case
from tests.home.test_cases import delivered, editor
from tests.proposals.test_races import all_at_once

pytestmark = [pytest.mark.pg, pytest.mark.django_db(transaction=True)]


def test_make_case_twice_at_once_is_one_draft():
    plan, editors = delivered(), [editor(), editor()]
    assert all_at_once([lambda user=user: make_case(user=user, proposal=plan) for user in editors]) == [None] * 2
    assert CasePage.objects.count() == 1


def test_make_case_of_four_plans_at_once_is_four_drafts():
    found = [delivered() for _n in range(4)]
    user = editor()
    assert all_at_once([lambda plan=plan: make_case(user=user, proposal=plan) for plan in found]) == [None] * 4
    assert CasePage.objects.count() == 4
    assert len(set(CasePage.objects.values_list("path", flat=True))) == 4
