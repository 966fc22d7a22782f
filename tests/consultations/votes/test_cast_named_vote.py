"""A body votes by name, with a reason, and may change its vote until closing."""

import pytest
from django.core.exceptions import PermissionDenied

from consultations.votes import services
from consultations.votes.models import Ballot, NamedVote, RollEntry
from consultations.votes.selectors import named_votes_of
from consultations.votes.services.casting import VoteClosed
from policylab.core.errors import Refused
from policylab.directory.enums import College
from tests.proposals import factories as plans

from . import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    return factories.entries(factories.opened(), College.PUBLIC)[0]


def test_name_choices_and_reason_are_kept_and_the_last_word_counts(entry):
    factories.cast_named(entry, "A", "Bien placé.")
    factories.cast_named(entry, "BC", "Après réflexion.")
    cast = NamedVote.objects.get()
    assert (cast.organisation, cast.choices, cast.reason) == (entry.organisation, ["B", "C"], "Après réflexion.")
    assert RollEntry.objects.get(pk=entry.pk).has_voted
    assert not Ballot.objects.exists()


def test_nobody_reads_it_before_counting(entry):
    factories.cast_named(entry, "A")
    assert named_votes_of(entry.vote) == []


def test_a_second_representative_changes_the_same_vote(entry):
    factories.cast_named(entry, "A")
    second = plans.member(entry.organisation)
    services.cast_named_vote(user=second, entry=entry, choices=["B"], reason="")
    assert NamedVote.objects.get().cast_by == second


@pytest.mark.parametrize("moment", ["before", "after"])
def test_only_while_the_phase_is_open(entry, moment):
    factories.move(entry.vote, moment)
    with pytest.raises(VoteClosed):
        factories.cast_named(entry, "A")
    assert not NamedVote.objects.exists()


def test_only_for_a_body_one_speaks_for_and_only_what_is_on_the_paper(entry):
    with pytest.raises(PermissionDenied):
        services.cast_named_vote(user=plans.person(), entry=entry, choices=["A"])
    with pytest.raises(Refused):
        factories.cast_named(entry, "Z")


def test_a_separated_college_casts_nothing_by_name(entry):
    with pytest.raises(PermissionDenied):
        factories.cast_named(factories.entries(entry.vote, College.SSE)[0], "A")


def test_nine_sse_organisations_cast_by_name():
    vote = factories.opened(sse=9)
    factories.cast_named(factories.entries(vote, College.SSE)[0], "A")
    assert NamedVote.objects.get().college == College.SSE
