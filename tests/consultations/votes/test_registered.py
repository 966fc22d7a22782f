"""What other packages learn of a vote: search, notices, one's own data, what is due; and what none of them may learn."""

import json

import pytest

from consultations.votes import privacy, registered, services
from consultations.votes.models import CollegeChoice, RollEntry, Vote
from policylab.core import registries
from policylab.directory.enums import College
from policylab.notices.models import Notice
from policylab.notices.sentences import sentence_of
from policylab.notices.services import follow
from tests.proposals import factories as plans

from . import factories

pytestmark = pytest.mark.django_db


def test_slots_are_filled():
    assert registries.due["votes"] is services.close_due_votes
    assert "votes.vote" in registries.search_sources
    assert "votes" in registries.personal_data
    assert "votes" in registries.erasure


def test_search_knows_a_vote_from_its_opening_in_every_language_of_the_question():
    factories.prepared()
    vote = factories.voted()
    found = list(registered.documents())
    assert {(one.language, one.kind) for one in found} == {("fr", "vote"), ("ar", "vote")}
    assert vote.options.first().version.title in found[0].body
    factories.move(vote, "after")
    services.close_vote(vote=vote)
    counted = list(registered.documents(Vote.objects.filter(pk=vote.pk)))
    assert {one.kind for one in counted} == {"result"}
    assert all("/result/" in one.url for one in counted)


@pytest.mark.django_db(transaction=True)
def test_followers_of_a_plan_and_those_who_speak_for_a_body_are_told():
    of = factories.consultation()
    factories.citizens(of)
    vote = factories.prepared(of, public=1, sse=1)
    reader, plan = plans.person(), vote.options.first().version.proposal
    follow(user=reader, target=plan)
    services.open_vote(user=factories.officer_of(of.organisation), vote=vote)
    assert sentence_of(Notice.objects.get(user=reader)) == f"«{plan.current.title}» is put to the vote"
    assert Notice.objects.filter(event="vote.enrolled").count() == 2
    factories.move(vote, "after")
    services.close_vote(vote=vote)
    assert "is not adopted" in sentence_of(Notice.objects.filter(user=reader).first())


def test_casting_tells_nobody_and_leaves_no_task(django_capture_on_commit_callbacks):
    entry = factories.entries(factories.opened(), College.CITIZEN)[0]
    with django_capture_on_commit_callbacks() as callbacks:
        factories.cast(entry, "A")
    assert callbacks == []


def test_one_s_own_data_say_that_one_voted_and_never_how():
    vote = factories.voted()
    entry = next(one for one in factories.entries(vote, College.CITIZEN) if one.has_voted)
    stored = privacy.what_is_stored(entry.user)
    assert stored["on the roll"][0]["has_voted"] is True
    assert "choices" not in json.dumps(stored)
    cast = vote.named_votes.get(choices=["A"])
    assert privacy.what_is_stored(cast.cast_by)["cast for an organisation"][0]["choices"] == ["A"]


def test_an_erased_account_stays_a_line_on_the_roll():
    vote = factories.voted()
    entry = next(one for one in factories.entries(vote, College.CITIZEN) if one.has_voted)
    CollegeChoice.objects.create(vote=vote, user=entry.user, college=College.CITIZEN)
    assert privacy.what_is_stored(entry.user)["college chosen"] == [{"vote__ref": vote.ref, "college": College.CITIZEN}]
    privacy.erase(entry.user)
    assert not CollegeChoice.objects.exists()
    left = RollEntry.objects.get(pk=entry.pk)
    assert (left.territory, left.has_voted) == (None, True)
    assert vote.roll.filter(college=College.CITIZEN).count() == 12
