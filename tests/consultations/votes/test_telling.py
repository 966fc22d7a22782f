"""A vote is followed by following its consultation: its beginning, its end, its result, each told once."""

import pytest
from django.db.models import F

from consultations.votes import services
from consultations.votes.services.announcing import announce_votes
from policylab.directory.enums import College
from policylab.notices.models import Notice
from policylab.notices.selectors import is_following
from policylab.notices.services import follow
from tests.proposals import factories as plans

from . import factories

pytestmark = pytest.mark.django_db


def events(reader) -> list[str]:
    return list(Notice.objects.filter(user=reader).order_by("pk").values_list("event", flat=True))


def vote_with_readers(to: str):
    """A vote, somebody who follows its consultation and two of its plans, and somebody who follows one plan only."""
    vote = factories.opened(to=to)
    both, one = plans.person(), plans.person()
    first, second, _third = [option.version.proposal for option in vote.options.all()]
    for target in (vote.phase.consultation, first, second):
        follow(user=both, target=target)
    follow(user=one, target=second)
    return vote, both, one


def test_that_it_has_begun_is_told_when_it_begins_to_each_once():
    vote, both, one = vote_with_readers("before")
    assert announce_votes() == 0
    factories.move(vote, "during")
    assert announce_votes() == 1
    assert announce_votes() == 0
    assert (events(both), events(one)) == (["vote.begins"], ["vote.begins"])


def test_a_phase_without_a_vote_announces_none():
    factories.prepared(factories.consultation(to="during"))
    assert announce_votes() == 0


def test_its_end_is_told_to_everybody_whether_or_not_they_have_voted():
    vote, both, _one = vote_with_readers("during")
    entry = factories.entries(vote, College.CITIZEN)[0]
    follow(user=entry.user, target=vote.phase.consultation)
    factories.cast(entry, "A")
    announce_votes()
    vote.phase.consultation.phases.filter(pk=vote.phase_id).update(opens_at=F("opens_at") - 9 * factories.DAY)
    announce_votes()
    assert events(both) == events(entry.user) == ["vote.begins", "vote.ends_soon"]


def test_casting_makes_nobody_a_follower():
    vote = factories.opened()
    entry = factories.entries(vote, College.CITIZEN)[0]
    factories.cast(entry, "A")
    assert not is_following(entry.user, vote.phase.consultation)


@pytest.mark.django_db(transaction=True)
def test_the_result_is_told_by_plan_or_else_by_consultation():
    vote, both, one = vote_with_readers("after")
    reader = plans.person()
    follow(user=reader, target=vote.phase.consultation)
    Notice.objects.all().delete()  # opening told its own
    services.close_vote(vote=vote)
    assert (events(both), events(one)) == (["vote.not_adopted"] * 2, ["vote.not_adopted"])
    assert events(reader) == ["vote.counted"]
