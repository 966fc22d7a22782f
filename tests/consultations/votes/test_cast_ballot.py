"""Casting with separated ballots: once each, replaceable by its owner alone, nothing that leads from one to the other."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import models

from consultations.enums import ConsultationStatus
from consultations.votes import services
from consultations.votes.models import Ballot, RollEntry
from consultations.votes.services.casting import AlreadyVoted, VoteClosed
from policylab.core.clock import db_now
from policylab.core.errors import Refused
from policylab.directory.enums import College
from tests.proposals import factories as plans

from . import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def vote():
    return factories.opened()


@pytest.fixture
def entry(vote):
    return factories.entries(vote, College.CITIZEN)[0]


def cast(entry, choices, user=None, **handed):
    handed = handed or vars(services.hand_out_code(entry=entry))
    return services.cast_ballot(user=user or factories.speaker(entry), entry=entry, choices=list(choices), **handed)


def test_a_ballot_is_cast_and_the_roll_marked(vote, entry):
    factories.cast(entry, "AC")
    ballot = Ballot.objects.get()
    assert (ballot.choices, ballot.college) == (["A", "C"], College.CITIZEN)
    assert RollEntry.objects.filter(vote=vote, has_voted=True).get() == entry


def test_a_blank_ballot_counts_as_cast(vote, entry):
    factories.cast(entry, "")
    assert Ballot.objects.get().choices == []
    assert RollEntry.objects.get(pk=entry.pk).has_voted


def test_the_same_code_again_replaces_and_harms_nothing(entry):
    code = factories.cast(entry, "A")
    factories.cast(entry, "A", code)
    factories.cast(entry, "BC", code)
    assert Ballot.objects.get().choices == ["B", "C"]


def test_another_code_after_voting_is_refused_and_the_first_ballot_stands(entry):
    """A second tab holds a code of its own."""
    second = services.hand_out_code(entry=entry)
    factories.cast(entry, "A")
    with pytest.raises(AlreadyVoted):
        cast(RollEntry.objects.get(pk=entry.pk), "B", user=entry.user, **vars(second))
    assert Ballot.objects.get().choices == ["A"]


def test_nobody_chooses_a_code_or_uses_another_s(vote, entry):
    """Not a code of one's own making, nor that of somebody else, of another vote, or with a wrong signature."""
    other = factories.entries(vote, College.CITIZEN)[1]
    elsewhere = factories.entries(factories.opened(), College.CITIZEN)[0]
    own = services.hand_out_code(entry=entry)
    wrong = [
        {"code": "2222-3333-4444-5555", "signature": own.signature},
        {"code": own.code, "signature": ""},
        {"code": "", "signature": own.signature},
        {"code": "\x00" * 16, "signature": own.signature},
        vars(services.hand_out_code(entry=other)),
        vars(services.hand_out_code(entry=elsewhere)),
    ]
    for handed in wrong:
        with pytest.raises(Refused):
            cast(entry, "A", **handed)
    assert not Ballot.objects.exists()
    assert not RollEntry.objects.filter(has_voted=True).exists()


def test_with_the_code_of_somebody_else_their_ballot_is_not_found(vote):
    mine, theirs = factories.entries(vote, College.CITIZEN)[:2]
    factories.cast(mine, "A")
    code = factories.cast(theirs, "B")
    with pytest.raises(Refused) as refused:
        services.find_own_ballot(user=mine.user, entry=mine, typed=code)
    assert refused.value.field == "code"
    handed = services.find_own_ballot(user=theirs.user, entry=theirs, typed=code.lower().replace("-", " "))
    cast(theirs, "C", **vars(handed))
    assert sorted(ballot.choices for ballot in Ballot.objects.all()) == [["A"], ["C"]]


@pytest.mark.parametrize("typed", ["", "K7RM", "x" * 100_000, "\x00", "K7RM-4Q2X-9TDA-H3WP"])
def test_what_is_not_the_code_of_the_ballot_finds_nothing(entry, typed):
    factories.cast(entry, "A")
    with pytest.raises(Refused):
        services.find_own_ballot(user=entry.user, entry=entry, typed=typed)


@pytest.mark.parametrize("choices", [["Z"], ["a"], [""], ["A", "\x00"], ["A" * 100_000], ["1"]])
def test_what_is_not_on_the_paper_is_refused(entry, choices):
    with pytest.raises(Refused):
        cast(entry, choices)
    assert not Ballot.objects.exists()


@pytest.mark.parametrize("moment", ["before", "after"])
def test_only_while_the_phase_is_open(vote, entry, moment):
    handed = vars(services.hand_out_code(entry=entry))
    factories.move(vote, moment)
    with pytest.raises(VoteClosed):
        cast(entry, "A", **handed)
    assert not Ballot.objects.exists()


def test_after_counting_the_roll_is_written_anew_and_a_late_ballot_meets_a_sentence(vote, entry):
    handed = vars(services.hand_out_code(entry=entry))
    factories.move(vote, "after")
    services.close_vote(vote=vote)
    with pytest.raises(VoteClosed):
        cast(entry, "A", **handed)
    assert not Ballot.objects.exists()


def test_a_cancelled_consultation_takes_no_ballot(vote, entry):
    of = vote.phase.consultation
    type(of).objects.filter(pk=of.pk).update(
        status=ConsultationStatus.CANCELLED, cancelled_because="Faute de budget.", cancelled_at=db_now()
    )
    with pytest.raises(VoteClosed):
        cast(entry, "A")


def test_nobody_casts_for_another(vote, entry):
    other = factories.entries(vote, College.CITIZEN)[1].user
    with pytest.raises(PermissionDenied):
        cast(entry, "A", user=other)


def test_who_speaks_no_more_for_a_body_casts_no_more_for_it(vote):
    entry = factories.entries(vote, College.SSE)[0]
    user = factories.speaker(entry)
    entry.organisation.memberships.update(ended_at=db_now())
    with pytest.raises(PermissionDenied):
        cast(entry, "A", user=user)


def test_one_person_votes_once_for_each_body_of_a_college(vote):
    """In one college; who stands in several chooses (test_one_college)."""
    first, second = factories.entries(vote, College.SSE)[:2]
    person = factories.speaker(first)
    plans.member(second.organisation, user=person)
    for entry, choices in ((first, "B"), (second, "C")):
        cast(entry, choices, user=person)
    assert sorted(one.choices[0] for one in Ballot.objects.all()) == ["B", "C"]
    assert RollEntry.objects.filter(has_voted=True).count() == 2


def test_a_college_that_votes_by_name_casts_no_separated_ballot(vote):
    with pytest.raises(PermissionDenied):
        cast(factories.entries(vote, College.PUBLIC)[0], "A")


def test_a_ballot_has_no_place_for_a_person_a_time_or_an_order():
    fields = Ballot._meta.get_fields()
    assert {field.name for field in fields} == {"key", "vote", "college", "choices", "receipt_hash", "owner_hash"}
    assert not [one for one in fields if isinstance(one, models.DateField | models.AutoField)]
    assert [one.related_model.__name__ for one in fields if one.is_relation] == ["Vote"]
    assert not [
        one.name for one in RollEntry._meta.get_fields() if isinstance(one, models.DateField | models.AutoField)
    ]


def test_queries_of_casting(entry, django_assert_max_num_queries):
    handed = vars(services.hand_out_code(entry=entry))
    with django_assert_max_num_queries(10):  # the vote and its paper are remembered
        cast(entry, "A", **handed)
    with django_assert_max_num_queries(7):  # and not read again
        cast(entry, "A", **handed)
