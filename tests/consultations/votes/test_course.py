"""A vote whose consultation is paused, made longer, called off."""

import pytest

from consultations import services
from consultations.selectors import standing_schedule
from consultations.votes.models import Result
from consultations.votes.selectors import VoteStage, stage_of_vote
from consultations.votes.services import close_due_votes, hand_out_code
from consultations.votes.services.casting import VoteClosed, cast_ballot
from policylab.core.clock import db_now
from policylab.core.errors import Refused
from policylab.directory.enums import College
from tests.consultations.factories import course
from tests.proposals.pages import browser

from . import factories as make

pytestmark = pytest.mark.django_db


def cast(vote):
    entry = make.entries(vote, College.CITIZEN)[0]
    handed = hand_out_code(entry=entry)
    cast_ballot(user=entry.user, entry=entry, choices=["A"], code=handed.code, signature=handed.signature)


def test_while_it_is_paused_nobody_votes_nothing_is_counted_and_its_time_comes_back():
    vote = make.opened()
    found = vote.phase.consultation
    services.pause_consultation(**course(found))
    assert stage_of_vote(make.again(vote), db_now()) == VoteStage.PAUSED
    with pytest.raises(VoteClosed):
        cast(vote)
    page = browser().get(f"/fr/consultations/{found.ref}/vote/").content.decode()
    assert "La salle est inondée." in page
    stood = standing_schedule(found)["vote"]
    found.phases.update(closes_at=db_now() - make.DAY / 24)  # it would have closed an hour ago
    assert close_due_votes() == 0
    found.round.paused_at = db_now() - make.DAY
    found.round.save()
    # The officer does not ask for it: a vote people were told of gets its time back all the same.
    services.resume_consultation(**course(found, move=False))
    assert standing_schedule(found)["vote"][0] == stood[0]
    cast(make.again(vote))
    assert vote.ballots.count() == 1
    assert close_due_votes() == 0


def test_what_was_counted_is_neither_reopened_nor_called_off():
    vote = make.counted()
    found = vote.phase.consultation
    opens, closes = standing_schedule(found)["vote"]
    for act in (
        lambda: services.move_dates(**course(found, schedule={"vote": (opens, db_now() + make.DAY)})),
        lambda: services.pause_consultation(**course(found)),
        lambda: services.cancel_consultation(**course(found)),
    ):
        with pytest.raises(Refused):
            act()
    assert Result.objects.filter(vote=vote).exists()
    assert standing_schedule(found)["vote"] == (opens, closes)


def test_a_vote_called_off_is_never_counted():
    vote = make.opened()
    services.cancel_consultation(**course(vote.phase.consultation))
    make.move(vote, "after")
    assert close_due_votes() == 0
    with pytest.raises(VoteClosed):
        cast(vote)
