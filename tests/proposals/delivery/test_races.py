"""Many at once, on PostgreSQL: one tick, one notice each, one reading a day."""

import pytest

from policylab.core.errors import Refused
from policylab.notices.models import Notice
from proposals.delivery.models import Measurement, MilestoneReport
from proposals.delivery.services import tell_of_late_milestones
from tests.proposals.test_races import all_at_once

from . import factories as make

pytestmark = [pytest.mark.pg, pytest.mark.django_db(transaction=True)]


def test_tick_milestone_by_eight_at_once_is_one_tick():
    mine = make.milestone()
    officers = [make.officer(mine.proposal) for _n in range(8)]
    raised = all_at_once([lambda user=user: make.ticked(mine, user) for user in officers])
    assert [type(error) for error in raised].count(Refused) == 7
    assert MilestoneReport.objects.count() == 1


def test_tell_of_late_milestones_four_times_at_once_tells_once():
    mine = make.milestone(due=-1)
    assert all_at_once([tell_of_late_milestones] * 4) == [None] * 4
    assert Notice.objects.filter(event="milestone.late").count() == mine.organisation.memberships.count()


def test_record_measurement_of_one_day_by_four_at_once_is_one():
    indicator = make.indicator()
    officers = [make.officer(indicator.proposal) for _n in range(4)]
    acts = [lambda n=n, user=user: make.measured(indicator, 40 + n, user=user) for n, user in enumerate(officers)]
    assert [type(error) for error in all_at_once(acts)].count(Refused) == 3
    assert Measurement.objects.count() == 1
