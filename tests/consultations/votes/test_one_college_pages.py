"""The page on which a college is chosen, and what the pages around it say to whom."""

import pytest
from django.test import Client

from consultations.votes.models import Ballot, CollegeChoice, RollEntry, Vote
from consultations.votes.waiting import entries_to_vote
from policylab.core.clock import db_now
from policylab.directory.enums import College
from policylab.directory.models import Membership
from tests.policylab.accounts.factories import signed_in
from tests.proposals import factories as plans

from . import factories
from .pages import address, fields, words
from .test_enter_roll import ajar

pytestmark = pytest.mark.django_db


@pytest.fixture
def vote():
    return factories.opened()


@pytest.fixture
def club(vote):
    return factories.entries(vote, College.SSE)[0]


@pytest.fixture
def user(vote, club):
    """A citizen who speaks for an association."""
    user = factories.entries(vote, College.CITIZEN)[0].user
    return plans.member(club.organisation, user=user)


@pytest.fixture
def voter(user):
    return signed_in(user)


def choose(client, vote, college):
    return client.post(address(vote, "college"), {"college": college})


@pytest.mark.parametrize("moment", ["before", "during", "after", "prepared"])
@pytest.mark.parametrize("role", ["stranger", "citizen", "two colleges", "chosen"])
def test_who_may_choose_and_when(role, moment, vote, user):
    chosen = role == "chosen"
    if chosen:
        CollegeChoice.objects.create(vote=vote, user=user, college=College.SSE)
    who = {"stranger": None, "citizen": factories.entries(vote, College.CITIZEN)[1].user}.get(role, user)
    client = signed_in(who) if who else Client()
    factories.move(vote, "during" if moment == "prepared" else moment)
    if moment == "prepared":
        Vote.objects.filter(pk=vote.pk).update(status="prepared", opened_at=None, seed="")
    page, sent = client.get(address(vote, "college")), choose(client, vote, College.CITIZEN)
    open_to = moment in {"before", "during"} and role in {"two colleges", "chosen"}
    expected = (404, 404) if moment == "prepared" and who else (302, 302)
    if open_to:
        expected = (200, 409) if chosen else (200, 302)
    assert (page.status_code, sent.status_code) == expected
    found = list(CollegeChoice.objects.values_list("college", flat=True))
    assert found == ([College.SSE] if chosen else [College.CITIZEN] if open_to else [])


def test_one_plain_page_before_the_first_ballot_says_what_each_choice_means(vote, voter, club):
    colleague = plans.member(club.organisation)
    assert f'href="{address(vote, "college")}"' in voter.get(address(vote)).content.decode()
    mine = voter.get(address(vote, "mine"))
    assert address(vote, "college") in mine.content.decode()
    assert address(vote, "ballot", "me") not in mine.content.decode()
    assert voter.get(address(vote, "ballot", "me")).url == address(vote, "college")
    page = voter.get(address(vote, "college"))
    assert "cannot change it" in words(page)
    assert f"You cast the ballot of {club.organisation.name}; none for yourself." in words(page)
    names = [factories.speaker(club).shown_name, colleague.shown_name]
    assert all(name in words(page) for name in names)
    assert choose(voter, vote, "").status_code == 400
    assert choose(voter, vote, College.PUBLIC).status_code == 400
    assert not CollegeChoice.objects.exists()


def test_where_nobody_else_speaks_for_the_body_the_page_says_so(vote, voter, club, user):
    Membership.objects.filter(organisation=club.organisation).exclude(user=user).update(ended_at=db_now())
    assert "nobody could cast its ballot" in words(voter.get(address(vote, "college")))


def test_after_the_choice_one_ballot_opens_and_the_other_says_why_not(vote, voter, club):
    assert choose(voter, vote, College.CITIZEN).url == address(vote, "mine")
    mine = voter.get(address(vote, "mine"))
    assert address(vote, "ballot", "me") in mine.content.decode()
    assert address(vote, "ballot", club.organisation.ref) not in mine.content.decode()
    assert f"can cast its ballot: {factories.speaker(club).shown_name}" in words(mine)
    for page in ("ballot", "change"):
        answer = words(voter.get(address(vote, page, club.organisation.ref)))
        assert "You chose to vote in the college «Citizens»" in answer
        assert f"can cast its ballot: {factories.speaker(club).shown_name}" in answer
    assert "as you chose" in words(voter.get(address(vote)))
    assert "You cast one ballot, for yourself." in words(voter.get(address(vote, "college")))


def test_a_ballot_filled_in_before_the_choice_in_another_tab_is_refused_with_what_was_chosen(vote, user, voter):
    check = voter.post(address(vote, "check", "me"), {"choices": ["A"]})
    choose(voter, vote, College.SSE)
    answer = voter.post(address(vote, "cast", "me"), fields(check))
    assert answer.status_code == 409
    assert "What you had chosen" in words(answer)
    assert not Ballot.objects.exists()
    assert not RollEntry.objects.filter(has_voted=True).exists()


def test_the_desk_does_not_remind_of_what_one_has_opted_out_of(vote, user, voter, club):
    colleges = lambda: {entry.college for entry in entries_to_vote(user, db_now())}  # noqa: E731
    assert colleges() == {College.CITIZEN, College.SSE}
    choose(voter, vote, College.SSE)
    assert colleges() == {College.SSE}


def test_entering_an_open_roll_asks_who_speaks_for_a_body_on_it():
    vote = ajar()
    club = factories.entries(vote, College.SSE)[0]
    user = plans.person(territory=vote.phase.consultation.territory)
    voter = signed_in(plans.member(club.organisation, user=user))
    assert address(vote, "college") in voter.get(address(vote, "mine")).content.decode()
    assert address(vote, "college") in voter.get(address(vote)).content.decode()
    assert voter.post(address(vote, "enter")).url == address(vote, "college")
    assert not RollEntry.objects.filter(user=user).exists()
    assert "You enter the roll" in words(voter.get(address(vote, "college")))
    choose(voter, vote, College.CITIZEN)
    assert RollEntry.objects.get(user=user).college == CollegeChoice.objects.get().college == College.CITIZEN


def test_who_may_have_voted_for_a_body_is_told_why_they_cannot_enter():
    vote = ajar()
    club = factories.entries(vote, College.SSE)[0]
    user = plans.person(territory=vote.phase.consultation.territory)
    voter = signed_in(plans.member(club.organisation, user=user))
    factories.cast(club, "A")
    answer = choose(voter, vote, College.CITIZEN)
    assert (answer.status_code, "may be yours" in words(answer)) == (409, True)
