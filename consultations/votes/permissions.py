"""Who may do what in a vote, and when: one `can_...` for each act. `now` is the database's instant (core.clock.db_now).

An officer prepares and opens, and that is all: who runs a vote sees no count and changes no roll once it is opened, and moves
its dates only so that it lasts longer (consultations.moving). An administrator has no act of their own here.
"""

from datetime import datetime
from typing import Any

from consultations.enums import ConsultationStatus
from consultations.models import Consultation
from policylab.directory.enums import College
from policylab.directory.permissions import can_run_consultations

from .afterwards import certification_of
from .enums import RollKind, VoteStatus
from .models import RollEntry, Vote
from .opened import opened
from .selectors import (
    VoteStage,
    entering_ends,
    entries_of,
    home_for_the_roll,
    shown_votes,
    speaks_for_entry,
    stage_of_vote,
    voting_phase,
)
from .standing import stood_in


def _is_present(user: Any) -> bool:
    return bool(user.is_authenticated and user.is_active)


def can_see_vote(user: Any, vote: Vote) -> bool:
    """Once opened it is everybody's to read; while it is being prepared, its officers'."""
    return vote.status != VoteStatus.PREPARED or can_see_preparation(user, vote.phase.consultation)


def can_see_preparation(user: Any, consultation: Consultation) -> bool:
    """Officers of the body that runs the consultation, with their second factor: a mailbox alone opens no vote."""
    return can_run_consultations(user, consultation.organisation)


def can_prepare_vote(user: Any, consultation: Consultation, now: datetime) -> bool:
    """An officer, in an opened consultation that has a voting phase not yet over, until the vote is opened."""
    if not can_see_preparation(user, consultation) or consultation.status != ConsultationStatus.OPENED:
        return False
    phase = voting_phase(consultation)
    if phase is None or (phase.closes_at is not None and phase.closes_at <= now):
        return False
    return not Vote.objects.filter(phase=phase).exclude(status=VoteStatus.PREPARED).exists()


def can_open_vote(user: Any, vote: Vote, now: datetime) -> bool:
    """Whoever may prepare it. Before the phase begins too: people should know in time what they will be asked."""
    return vote.status == VoteStatus.PREPARED and can_prepare_vote(user, vote.phase.consultation, now)


def can_enter_roll(user: Any, vote: Vote, now: datetime) -> bool:
    """Of an open roll: who belongs to it and does not stand on it yet, from the opening until a day before the close."""
    if vote.roll_kind != RollKind.OPEN or not _is_present(user) or now >= entering_ends(vote):
        return False
    if stage_of_vote(vote, now) not in {VoteStage.UPCOMING, VoteStage.OPEN}:
        return False
    if College.CITIZEN not in opened(vote).secrecy or vote.roll.filter(user=user).exists():
        return False
    return bool(home_for_the_roll(vote.phase.consultation, user))


def can_choose_college(user: Any, vote: Vote, now: datetime) -> bool:
    """Who stands in several colleges, or would on entering the roll, from the opening of the vote until it closes."""
    if not _is_present(user) or stage_of_vote(vote, now) not in {VoteStage.UPCOMING, VoteStage.OPEN}:
        return False
    entries = entries_of(user, vote)
    return len(stood_in(entries)) > 1 or (bool(entries) and can_enter_roll(user, vote, now))


def can_cast_ballot(user: Any, entry: RollEntry, now: datetime) -> bool:
    """Who stands on the roll, or speaks today for the body that does, while the voting phase is open."""
    if not _is_present(user) or stage_of_vote(entry.vote, now) != VoteStage.OPEN:
        return False
    return speaks_for_entry(user, entry)


def can_read_result(user: Any, vote: Vote) -> bool:
    """Everybody, from the moment it is counted, for good; nobody before, whoever they are."""
    return vote.status == VoteStatus.COUNTED


def can_certify_vote(user: Any, vote: Vote) -> bool:
    """An officer of the body that ran it, second factor included: who answers for the vote answers for its minutes."""
    return vote.status == VoteStatus.COUNTED and can_see_preparation(user, vote.phase.consultation)


def can_annul_vote(user: Any, vote: Vote) -> bool:
    """The same officers, before the result is certified and after: a court may say so at any time."""
    return vote.status == VoteStatus.COUNTED and can_see_preparation(user, vote.phase.consultation)


def can_read_minutes(user: Any, vote: Vote) -> bool:
    """Everybody once the result is certified; before, those who are to certify it, who should read what they sign."""
    return certification_of(vote) is not None or can_certify_vote(user, vote)


def shows_vote_tab(consultation: Consultation, user: Any) -> bool:
    """Everybody once the vote is opened; before, the officers who prepare it."""
    if shown_votes([consultation]):
        return True
    return can_see_preparation(user, consultation) and voting_phase(consultation) is not None
