"""Every act of a vote, crossed with every role and moment: what is not in the table is refused."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.core.exceptions import PermissionDenied

from consultations.votes import permissions, services
from consultations.votes.models import Ballot, Vote
from consultations.votes.services.casting import VoteClosed
from policylab.accounts.models import EDITORS
from policylab.core.clock import db_now
from policylab.directory.enums import College, Role
from tests.proposals import factories as plans

from . import factories

pytestmark = pytest.mark.django_db
ROLES = (
    "anonymous", "citizen", "neighbour", "representative", "officer", "officer elsewhere", "officer without second factor",
    "facilitator", "editor", "administrator",
)  # fmt: skip
MOMENTS = ("preparing", "upcoming", "open", "closed", "counted")


def people(of, vote):
    """One of each role; the citizen and the representative stand on the roll where there is one."""
    body = of.organisation
    editor = plans.person()
    editor.groups.add(Group.objects.get_or_create(name=EDITORS)[0])
    sse = vote.roll.filter(college=College.SSE).first()
    citizen = vote.roll.filter(college=College.CITIZEN).first()
    return {
        "anonymous": AnonymousUser(),
        "citizen": citizen.user if citizen else plans.person(territory=of.territory),
        "neighbour": plans.person(territory=plans.town()),
        "representative": sse.organisation.memberships.first().user,
        "officer": factories.officer_of(body),
        "officer elsewhere": factories.officer_of(factories.consultation().organisation),
        "officer without second factor": plans.member(body, Role.OFFICER),
        "facilitator": plans.member(body, Role.FACILITATOR),
        "editor": editor,
        "administrator": plans.person(is_superuser=True, is_staff=True),
    }


def vote_at(moment) -> Vote:
    if moment == "preparing":
        of = factories.consultation()
        factories.citizens(of)
        return factories.prepared(of)
    if moment == "counted":
        return factories.counted()
    return factories.opened(to={"upcoming": "before", "open": "during", "closed": "after"}[moment])


@pytest.mark.parametrize("moment", MOMENTS)
def test_who_may(moment):
    vote = factories.again(vote_at(moment))
    of, now = vote.phase.consultation, db_now()
    for role, user in people(of, vote).items():
        preparing = moment == "preparing" and role == "officer"
        assert permissions.can_prepare_vote(user, of, now) is preparing, role
        assert permissions.can_open_vote(user, vote, now) is preparing, role
        assert permissions.can_see_vote(user, vote) is (preparing or moment != "preparing"), role
        assert permissions.can_read_result(user, vote) is (moment == "counted"), role
        own = [entry for entry in factories.entries(vote, College.CITIZEN) if entry.user == user] or [
            entry
            for entry in factories.entries(vote, College.SSE)
            if role == "representative" and factories.speaker(entry) == user
        ]
        may_cast = moment == "open" and role in {"citizen", "representative"}
        assert [permissions.can_cast_ballot(user, entry, now) for entry in own] == [may_cast] * len(own), role
        others = [entry for college in College for entry in factories.entries(vote, college) if entry not in own]
        assert not any(
            permissions.can_cast_ballot(user, entry, now) for entry in others if factories.speaker(entry) != user
        ), role


@pytest.mark.parametrize("role", [role for role in ROLES if role not in {"officer"}])
def test_services_ask_again(role):
    """What a page does not show can still be posted."""
    of = factories.consultation()
    factories.citizens(of)
    vote = factories.again(factories.prepared(of))
    user = people(of, vote)[role]
    versions = [option.version for option in vote.options.select_related("version")]
    acts = [
        lambda: services.prepare_vote(user=user, consultation=of, versions=versions[:1]),
        lambda: services.set_roll(user=user, vote=vote, organisations=[]),
        lambda: services.open_vote(user=user, vote=vote),
    ]
    for act in acts:
        with pytest.raises(PermissionDenied):
            act()
    assert (vote.options.count(), vote.roll.count()) == (3, 15)


@pytest.mark.parametrize("role", [role for role in ROLES if role not in {"citizen", "anonymous"}])
def test_nobody_casts_the_ballot_of_a_citizen(role):
    vote = factories.opened()
    entry = factories.entries(vote, College.CITIZEN)[0]
    user = people(vote.phase.consultation, vote)[role]
    handed = vars(services.hand_out_code(entry=entry))
    with pytest.raises(PermissionDenied):
        services.cast_ballot(user=user, entry=entry, choices=["A"], **handed)
    with pytest.raises(PermissionDenied):
        services.find_own_ballot(user=user, entry=entry, typed=handed["code"])
    assert not Ballot.objects.exists()


@pytest.mark.parametrize("moment", ["upcoming", "closed", "counted"])
def test_nobody_casts_outside_the_phase(moment):
    vote = factories.again(vote_at(moment))
    entry = factories.entries(vote, College.CITIZEN)[0]
    before = Ballot.objects.count()
    with pytest.raises(VoteClosed):
        factories.cast(entry, "A")
    assert Ballot.objects.count() == before
