"""Who may do what to a consultation: one `can_...` for each act.

An administrator checks bodies and gives parts to people, but asks nobody anything: a consultation is a municipality's act.
"""

from typing import Any

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
