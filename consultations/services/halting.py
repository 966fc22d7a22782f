"""Pausing, resuming, calling off. Nothing is ever deleted: what was written stays, with the reason on every page of it."""

from datetime import datetime

from django.db import transaction

from consultations.enums import ConsultationStatus, Deed
from consultations.models import Consultation, Entry
from consultations.moving import after_pause, must_move_along
from consultations.selectors import standing_schedule
from policylab.accounts.models import User
from proposals.services import end_round, pause_round, resume_round

from .moving import changed, lay_moved, locked_opened, require_possible, require_seen, round_of
from .recording import dates_moved, record


@transaction.atomic
def pause_consultation(*, user: User, consultation: Consultation, edition: int, reason: str, language: str) -> Entry:
    """From this instant nobody writes, supports, comments or votes, until it is resumed."""
    consultation = locked_opened(user, consultation)
    if done_already := require_seen(user, consultation, edition, reason, Deed.PAUSED):
        return done_already
    now, _done = require_possible(Deed.PAUSED, consultation)
    pause_round(round=round_of(consultation), now=now)
    return changed(
        record(consultation=consultation, deed=Deed.PAUSED, by=user, at=now, reason=reason, language=language)
    )


@transaction.atomic
def resume_consultation(
    *, user: User, consultation: Consultation, edition: int, reason: str, language: str, move: bool
) -> Entry:
    """It goes on. With `move`, and for a vote people were told of in any case, later dates move by the pause."""
    consultation = locked_opened(user, consultation)
    if done_already := require_seen(user, consultation, edition, reason, Deed.RESUMED):
        return done_already
    now, done = require_possible(Deed.RESUMED, consultation)
    round, standing = round_of(consultation), standing_schedule(consultation)
    paused_at: datetime = round.paused_at or now  # never now: what is not paused is not resumed
    schedule = standing
    if move or must_move_along(standing, paused_at, now, done.kinds):
        schedule = after_pause(standing, paused_at, now)
    resume_round(round=round)
    lay_moved(consultation, standing, schedule)
    facts = {"paused_at": paused_at.isoformat(), "dates": dates_moved(standing, schedule)}
    return changed(
        record(
            consultation=consultation, deed=Deed.RESUMED, by=user, at=now, reason=reason, language=language, facts=facts
        )
    )


@transaction.atomic
def cancel_consultation(*, user: User, consultation: Consultation, edition: int, reason: str, language: str) -> Entry:
    """For good, and never once something was decided: a promise is then to be kept, not called off."""
    consultation = locked_opened(user, consultation)
    if done_already := require_seen(user, consultation, edition, reason, Deed.CANCELLED):
        return done_already
    now, _done = require_possible(Deed.CANCELLED, consultation)
    consultation.status = ConsultationStatus.CANCELLED
    consultation.cancelled_at, consultation.cancelled_because = now, reason
    end_round(round=round_of(consultation), now=now)
    return changed(
        record(consultation=consultation, deed=Deed.CANCELLED, by=user, at=now, reason=reason, language=language)
    )
