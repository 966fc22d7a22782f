"""A line of the roll is read with its vote as it stands now, whatever the process remembers of its opening."""

from datetime import timedelta

import pytest

from consultations.enums import ConsultationStatus
from consultations.models import Consultation, Phase
from consultations.votes.enums import VoteStatus
from consultations.votes.lines import line_by_key, line_of, now_of
from consultations.votes.models import RollEntry, Vote
from consultations.votes.selectors import VoteStage, stage_of_vote
from policylab.core.clock import db_now
from policylab.directory.enums import College
from proposals.models import Round

from . import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    return factories.entries(factories.opened(), College.CITIZEN)[0]


def read(entry):
    """As the desk reads it and as casting reads it; the two must agree."""
    ref = entry.vote.phase.consultation.ref
    lines = line_of(entry.user, ref), line_by_key(entry.pk)
    assert lines[0] == lines[1] == entry
    assert all(not line._state.adding for line in lines)
    return lines


def stages(entry):
    return {stage_of_vote(line.vote, now_of(line)) for line in read(entry)}


def paused(vote):
    Round.objects.filter(pk=vote.phase.consultation.round_id).update(paused_at=db_now())


def cancelled(vote):
    Consultation.objects.filter(pk=vote.phase.consultation_id).update(
        status=ConsultationStatus.CANCELLED, cancelled_at=db_now(), cancelled_because="Les comptes sont revus."
    )


def counted(vote):
    Vote.objects.filter(pk=vote.pk).update(status=VoteStatus.COUNTED)


def closed(vote):
    Phase.objects.filter(pk=vote.phase_id).update(closes_at=db_now() - timedelta(minutes=1))


def put_off(vote):
    Phase.objects.filter(pk=vote.phase_id).update(opens_at=db_now() + timedelta(minutes=1))


CHANGES = [
    (paused, VoteStage.PAUSED),
    (cancelled, VoteStage.CANCELLED),
    (counted, VoteStage.COUNTED),
    (closed, VoteStage.COUNTING),
    (put_off, VoteStage.UPCOMING),
]


@pytest.mark.parametrize(("change", "stage"), CHANGES, ids=[change.__name__ for change, _stage in CHANGES])
def test_what_changes_after_the_opening_is_seen_at_once(entry, change, stage):
    before = read(entry)
    assert stages(entry) == {VoteStage.OPEN}
    change(entry.vote)
    assert stages(entry) == {stage}
    # Somebody else's request still holds the vote as it stood for them.
    assert {stage_of_vote(line.vote, now_of(line)) for line in before} == {VoteStage.OPEN}


def test_a_pause_that_ends_is_seen_too(entry):
    paused(entry.vote)
    assert stages(entry) == {VoteStage.PAUSED}
    Round.objects.update(paused_at=None)
    assert stages(entry) == {VoteStage.OPEN}


def test_who_has_voted_is_read_and_not_remembered(entry):
    assert [line.has_voted for line in read(entry)] == [False, False]
    RollEntry.objects.filter(pk=entry.pk).update(has_voted=True)
    assert [line.has_voted for line in read(entry)] == [True, True]


def test_a_line_of_a_body_is_read_with_it():
    entry = factories.entries(factories.opened(), College.SSE)[0]
    line = line_by_key(entry.pk)
    assert (line.organisation, line.user, line.college) == (entry.organisation, None, College.SSE)


def test_who_is_not_on_the_roll_has_no_line(entry):
    other = factories.entries(factories.opened(), College.CITIZEN)[0]
    assert line_of(other.user, entry.vote.phase.consultation.ref) is None
    assert line_by_key("0" * 32) is None


def test_one_question_and_nothing_more_for_what_a_page_of_the_ballot_shows(entry, django_assert_num_queries):
    read(entry)
    with django_assert_num_queries(1):
        line = line_of(entry.user, entry.vote.phase.consultation.ref)
        vote, consultation = line.vote, line.vote.phase.consultation
        assert (vote.ref, vote.method, consultation.ref) == (
            entry.vote.ref,
            entry.vote.method,
            entry.vote.phase.consultation.ref,
        )
        assert stage_of_vote(vote, now_of(line)) == VoteStage.OPEN
