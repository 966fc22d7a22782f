"""An officer lays a vote: plans, order, limit, roll."""

import pytest
from django.core.exceptions import PermissionDenied

from consultations.enums import ConsultationStatus
from consultations.votes import services
from consultations.votes.models import Vote
from policylab.core.errors import Refused
from policylab.directory.enums import College, OrganisationStatus
from tests.proposals import factories as plans

from . import factories

pytestmark = pytest.mark.django_db


def prepare(of, versions, **fields):
    return services.prepare_vote(
        user=factories.officer_of(of.organisation), consultation=of, versions=versions, **fields
    )


def test_plans_in_the_order_given_and_again_until_opened():
    of = factories.consultation()
    first, second, third = factories.versions(of)
    prepare(of, [first, second, third], adopt_at_most=2)
    vote = prepare(of, [third, first], adopt_at_most=None)
    assert Vote.objects.count() == 1
    assert [option.version for option in vote.options.all()] == [third, first]
    assert vote.adopt_at_most is None


@pytest.mark.parametrize("limit", [0, -1, 4])
def test_a_limit_that_is_none_is_refused(limit):
    of = factories.consultation()
    with pytest.raises(Refused) as refused:
        prepare(of, factories.versions(of), adopt_at_most=limit)
    assert refused.value.field == "adopt_at_most"


def test_no_plan_the_same_twice_or_one_from_elsewhere_is_refused():
    of, elsewhere = factories.consultation(), factories.consultation()
    ours, foreign = factories.versions(of, 1), factories.versions(elsewhere, 1)
    for wrong in ([], ours * 2, ours + foreign):
        with pytest.raises(Refused):
            prepare(of, wrong)
    assert not Vote.objects.exists()


def test_an_older_version_or_a_withdrawn_plan_is_refused():
    of = factories.consultation()
    version = factories.versions(of, 1)[0]
    plans.revised(version.proposal)
    with pytest.raises(Refused):
        prepare(of, [version])


@pytest.mark.parametrize("moment", ["during", "after"])
def test_an_opened_vote_is_not_prepared_again(moment):
    vote = factories.opened(to=moment)
    of = vote.phase.consultation
    with pytest.raises(PermissionDenied):
        prepare(of, factories.versions(of, 1))


def test_a_cancelled_consultation_prepares_nothing():
    of = factories.consultation()
    versions = factories.versions(of)
    type(of).objects.filter(pk=of.pk).update(
        status=ConsultationStatus.CANCELLED, cancelled_because="Faute de budget.", cancelled_at=of.opened_at
    )
    with pytest.raises(PermissionDenied):
        prepare(of, versions)


def test_bodies_come_on_the_roll_in_the_college_of_their_kind_and_go_again():
    of = factories.consultation()
    vote = prepare(of, factories.versions(of))
    public, sse = factories.bodies(of, factories.PUBLIC, 2), factories.bodies(of, factories.SSE, 2)
    officer = factories.officer_of(of.organisation)
    services.set_roll(user=officer, vote=vote, organisations=public + sse)
    before = {entry.organisation: entry for entry in vote.roll.all()}
    services.set_roll(user=officer, vote=vote, organisations=[*public, sse[0]])
    after = {entry.organisation: entry for entry in vote.roll.all()}
    assert set(after) == {*public, sse[0]}
    assert after[public[0]] == before[public[0]]
    assert after[public[0]].college == College.PUBLIC
    assert after[sse[0]].college == College.SSE


def test_who_is_not_checked_or_counts_in_no_college_stays_off_the_roll():
    of = factories.consultation()
    vote = prepare(of, factories.versions(of))
    asked = plans.organisation("association", status=OrganisationStatus.ASKED, decided_at=None, what_was_checked="")
    for body in (asked, plans.organisation("university")):
        with pytest.raises(Refused):
            services.set_roll(user=factories.officer_of(of.organisation), vote=vote, organisations=[body])


def test_a_college_that_does_not_take_part_has_no_roll():
    of = factories.consultation(colleges=(College.CITIZEN,))
    vote = prepare(of, factories.versions(of))
    with pytest.raises(Refused):
        services.set_roll(
            user=factories.officer_of(of.organisation),
            vote=vote,
            organisations=factories.bodies(of, factories.SSE, 1),
        )
