"""Whoever stands in several colleges votes in one, chosen once, before casting (docs/decisions/0026)."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied

from consultations.votes import services
from consultations.votes.models import Ballot, CollegeChoice, NamedVote, RollEntry
from consultations.votes.services._colleges import OtherCollege, require_chosen
from consultations.votes.services.sealing import seal_due_votes
from policylab.core.clock import db_now
from policylab.directory.enums import College, Role
from policylab.directory.models import Membership
from tests.proposals import factories as plans

from . import factories
from .test_enter_roll import ajar

pytestmark = pytest.mark.django_db


def speaks(user, entry, ago=timedelta(days=30), role=Role.REPRESENTATIVE, **fields):
    """Makes somebody speak for the body of this line, since so long ago."""
    plans.member(entry.organisation, role, user)
    Membership.objects.filter(user=user, organisation=entry.organisation).update(started_at=db_now() - ago, **fields)


def cast(user, entry, choices="A"):
    if entry.college == College.PUBLIC:
        return services.cast_named_vote(user=user, entry=entry, choices=list(choices))
    handed = services.hand_out_code(entry=entry)
    services.cast_ballot(user=user, entry=entry, choices=list(choices), **vars(handed))
    return handed.code


def choose(user, vote, college):
    return services.choose_college(user=user, vote=vote, college=college)


@pytest.fixture
def vote():
    return factories.opened()


@pytest.fixture
def line(vote):
    """One's own line, and one of an association."""
    return factories.entries(vote, College.CITIZEN)[0], factories.entries(vote, College.SSE)[0]


def test_in_two_colleges_nothing_is_cast_before_one_is_chosen_and_then_only_there(vote, line):
    own, club = line
    speaks(own.user, club)
    for entry in line:
        with pytest.raises(OtherCollege, match="several colleges"):
            cast(own.user, entry)
    assert choose(own.user, vote, College.SSE) == choose(own.user, vote, College.SSE) == College.SSE
    with pytest.raises(OtherCollege, match="Social and solidarity economy"):
        choose(own.user, vote, College.CITIZEN)
    with pytest.raises(OtherCollege, match="Social and solidarity economy"):
        cast(own.user, own)
    cast(own.user, club)
    assert [one.college for one in Ballot.objects.all()] == [College.SSE]
    assert CollegeChoice.objects.get().college == College.SSE


def test_who_chose_the_citizens_leaves_the_ballot_of_the_body_to_others(vote, line):
    own, club = line
    speaks(own.user, club)
    choose(own.user, vote, College.CITIZEN)
    cast(own.user, own)
    with pytest.raises(OtherCollege):
        cast(own.user, club)
    cast(factories.speaker(club), club)
    assert Ballot.objects.count() == 2


def test_a_choice_binds_also_who_speaks_for_the_body_no_more(vote, line):
    own, club = line
    speaks(own.user, club)
    choose(own.user, vote, College.SSE)
    cast(own.user, club)
    Membership.objects.filter(user=own.user).update(ended_at=db_now())
    with pytest.raises(OtherCollege):
        cast(own.user, own)


def test_within_a_college_each_body_has_its_ballot(vote):
    club, other = factories.entries(vote, College.SSE)[:2]
    user = factories.speaker(club)
    speaks(user, other)
    cast(user, club)
    cast(user, other)
    with pytest.raises(PermissionDenied):
        choose(user, vote, College.SSE)
    assert Ballot.objects.count() == 2


def test_only_a_college_one_stands_in_while_the_vote_is_not_over(vote, line):
    own, club = line
    with pytest.raises(PermissionDenied):
        choose(own.user, vote, College.CITIZEN)  # stands in one
    speaks(own.user, club)
    with pytest.raises(PermissionDenied):
        choose(own.user, vote, College.PUBLIC)
    factories.move(vote, "after")
    with pytest.raises(PermissionDenied):
        choose(own.user, vote, College.CITIZEN)
    factories.move(vote, "before")
    assert choose(own.user, vote, College.CITIZEN) == College.CITIZEN


def test_who_voted_for_themselves_and_speaks_for_a_body_later_stays_with_the_citizens(vote, line):
    own, club = line
    cast(own.user, own)
    speaks(own.user, club, ago=timedelta())
    with pytest.raises(OtherCollege, match="voted for yourself"):
        choose(own.user, vote, College.SSE)
    with pytest.raises(OtherCollege):
        cast(own.user, club)
    assert choose(own.user, vote, College.CITIZEN) == College.CITIZEN


@pytest.mark.parametrize("ended", [False, True])
def test_who_voted_for_one_body_and_speaks_for_one_of_another_college_later(vote, ended):
    """Who cast a separated ballot stands nowhere: it is enough that they may have. By name it stands there."""
    club, office = factories.entries(vote, College.SSE)[0], factories.entries(vote, College.PUBLIC)[0]
    user = factories.speaker(club)
    Membership.objects.filter(user=user).update(started_at=db_now() - timedelta(days=30))
    cast(user, club)
    speaks(user, office, ago=timedelta())
    if ended:
        Membership.objects.filter(user=user, organisation=club.organisation).update(ended_at=db_now())
    with pytest.raises(OtherCollege):
        cast(user, office)
    with pytest.raises((OtherCollege, PermissionDenied)):
        choose(user, vote, College.PUBLIC)
    assert not NamedVote.objects.exists()


def test_a_colleague_who_cast_takes_nothing_from_who_stood_in_both_all_the_time(vote):
    club, office = factories.entries(vote, College.SSE)[0], factories.entries(vote, College.PUBLIC)[0]
    user = plans.person()
    speaks(user, club)
    speaks(user, office)
    cast(factories.speaker(club), club)
    cast(factories.speaker(office), office)
    assert choose(user, vote, College.PUBLIC) == College.PUBLIC
    cast(user, office, "B")
    assert NamedVote.objects.get().choices == ["B"]


def test_by_name_it_is_known_who_cast(vote):
    club, office = factories.entries(vote, College.SSE)[0], factories.entries(vote, College.PUBLIC)[0]
    user = factories.speaker(office)
    cast(user, office)
    speaks(user, club, ago=timedelta())
    with pytest.raises(OtherCollege, match="may be yours"):
        choose(user, vote, College.SSE)
    assert choose(user, vote, College.PUBLIC) == College.PUBLIC


def test_an_officer_speaks_from_the_second_factor_on(vote):
    """Without it they stood in one college, and may have voted there."""
    club, office = factories.entries(vote, College.SSE)[0], factories.entries(vote, College.PUBLIC)[0]
    user = plans.person()
    speaks(user, club)
    speaks(user, office, role=Role.OFFICER)
    cast(user, club)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": ""})
    with pytest.raises(OtherCollege):
        choose(user, vote, College.PUBLIC)
    assert choose(user, vote, College.SSE) == College.SSE


def resident_who_speaks(vote):
    club = factories.entries(vote, College.SSE)[0]
    user = plans.person(territory=vote.phase.consultation.territory)
    speaks(user, club)
    return user, club


def test_entering_the_roll_is_choosing_the_citizens_and_asked_for():
    vote = ajar()
    user, club = resident_who_speaks(vote)
    with pytest.raises(OtherCollege, match="speak for an organisation"):
        services.enter_roll(user=user, vote=vote)
    assert not RollEntry.objects.filter(user=user).exists()
    own = services.enter_roll(user=user, vote=vote, choosing=True)
    assert CollegeChoice.objects.get().college == College.CITIZEN
    with pytest.raises(OtherCollege):
        cast(user, club)
    cast(user, own)


@pytest.mark.parametrize("ended", [False, True])
def test_who_may_have_voted_for_a_body_enters_no_more(ended):
    vote = ajar()
    user, club = resident_who_speaks(vote)
    cast(user, club)
    if ended:
        Membership.objects.filter(user=user).update(ended_at=db_now())
    with pytest.raises(OtherCollege, match=str(club.organisation.name)):
        services.enter_roll(user=user, vote=vote, choosing=True)
    assert not CollegeChoice.objects.exists()


def test_who_chose_the_body_enters_no_more():
    vote = ajar()
    user, _club = resident_who_speaks(vote)
    choose(user, vote, College.SSE)
    with pytest.raises(OtherCollege):
        services.enter_roll(user=user, vote=vote, choosing=True)


def test_closing_forgets_the_choices_and_a_seal_leaves_them(vote, line):
    own, club = line
    speaks(own.user, club)
    choose(own.user, vote, College.SSE)
    for entry in factories.entries(vote, College.CITIZEN)[1:]:
        factories.cast(entry, "A")
    for entry in factories.entries(vote, College.SSE)[1:]:
        factories.cast(entry, "A")
    assert seal_due_votes() == 1
    assert CollegeChoice.objects.get().college == College.SSE
    factories.move(vote, "after")
    services.close_vote(vote=vote)
    assert not CollegeChoice.objects.exists()


def test_a_plain_citizen_costs_one_question(vote, line, django_assert_num_queries):
    own, _club = line
    with django_assert_num_queries(1):
        require_chosen(own.user, own)
