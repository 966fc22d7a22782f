"""Who may do what to a consultation: one `can_...` for each act.

An administrator checks bodies and gives parts to people, but asks nobody anything: a consultation is a municipality's act.
"""

from typing import Any

from policylab.accounts.permissions import can_administer
from policylab.directory.models import Organisation
from policylab.directory.permissions import can_run_consultations

from .enums import ConsultationStatus
from .models import Consultation


def can_see_consultation(user: Any, consultation: Consultation) -> bool:
    """Once opened it is everybody's to read, for good; a draft is its officers'."""
    return consultation.status != ConsultationStatus.DRAFT or can_edit_consultation(user, consultation)


def can_begin_consultation(user: Any, organisation: Organisation) -> bool:
    """An officer, with a second factor, of a checked municipality or public body: asking people binds the town hall."""
    return can_run_consultations(user, organisation)


def can_edit_consultation(user: Any, consultation: Consultation) -> bool:
    """Any officer of the body that runs it, so that a colleague can go on with what another began; until it is opened."""
    return consultation.status == ConsultationStatus.DRAFT and can_run_consultations(user, consultation.organisation)


def can_add_text(user: Any, consultation: Consultation) -> bool:
    """Once it is opened its words stand; the same words in a further language may still come, from any of its officers."""
    opened = consultation.status == ConsultationStatus.OPENED
    return opened and can_run_consultations(user, consultation.organisation)


def can_open_consultation(user: Any, consultation: Consultation) -> bool:
    """Whoever may write it: opening is the last of the four steps, not an office of its own."""
    return can_edit_consultation(user, consultation)


def can_change_course(user: Any, consultation: Consultation) -> bool:
    """Any officer of the body that runs it, with a second factor: what was announced to everybody changes, and the body
    answers for it. An administrator has no hand in it. Until it is cancelled."""
    opened = consultation.status == ConsultationStatus.OPENED
    return opened and can_run_consultations(user, consultation.organisation)


def can_move_dates(user: Any, consultation: Consultation) -> bool:
    """While it runs; a paused one is resumed first, so that nobody moves dates that stand still. Which date may move where is
    `consultations.moving`."""
    return can_change_course(user, consultation) and not _is_paused(consultation)


def can_pause_consultation(user: Any, consultation: Consultation) -> bool:
    """Whoever may change its dates: a fault, a court, a disaster does not wait for a colleague."""
    return can_move_dates(user, consultation)


def can_resume_consultation(user: Any, consultation: Consultation) -> bool:
    """Any officer of the body, not only the one who paused it."""
    return can_change_course(user, consultation) and _is_paused(consultation)


def can_cancel_consultation(user: Any, consultation: Consultation) -> bool:
    """Also while it is paused. Never once something was decided or answered: the service asks that under its locks."""
    return can_change_course(user, consultation)


def can_hand_over(user: Any, consultation: Consultation) -> bool:
    """Any officer of the body: who has it in hand may be the one who is ill."""
    return can_change_course(user, consultation)


def can_duplicate_consultation(user: Any, consultation: Consultation) -> bool:
    """An officer of the body that ran it, also of one that was cancelled: what is copied are its own words."""
    return consultation.status != ConsultationStatus.DRAFT and can_run_consultations(user, consultation.organisation)


def can_read_log(user: Any, consultation: Consultation) -> bool:
    """Who did what: officers of the body, for their own work, and administrators, who are asked when something is disputed.
    Everybody else reads what changed, when and why, and which body answers for it."""
    if consultation.status == ConsultationStatus.DRAFT:
        return False
    return can_administer(user) or can_run_consultations(user, consultation.organisation)


def _is_paused(consultation: Consultation) -> bool:
    return consultation.round is not None and consultation.round.paused_at is not None
