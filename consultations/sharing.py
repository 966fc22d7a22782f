"""A consultation where its link is shared."""

from django.urls import reverse
from django.utils.translation import gettext as _

from policylab.core import dates
from policylab.core.clock import Stage, db_now
from policylab.core.registries import Card
from policylab.core.sharing.short import Short

from .answering import step_now
from .enums import ConsultationStatus
from .models import Consultation
from .selectors import PhaseState, current_phase, is_paused, schedule_of, with_words, words_of


def short_of(consultation: Consultation) -> Short | None:
    return Short("c", consultation.ref) if consultation.status != ConsultationStatus.DRAFT else None


def card_of(ref: str) -> Card | None:
    consultation = with_words(Consultation.objects.public()).filter(ref=ref).first()
    if consultation is None:
        return None
    schedule, words = schedule_of(consultation, db_now()), words_of(consultation)
    return Card(
        kind=_("Consultation"),
        title=words.title,
        address=reverse("consultations:detail", args=[ref]),
        note=_halted(consultation) or _now(schedule),
        who=consultation.organisation.name,
        step=step_now(consultation, schedule),
        language=words.language,
    )


def _halted(consultation: Consultation) -> str:
    if consultation.status == ConsultationStatus.CANCELLED:
        return _("This consultation was cancelled")
    return _("This consultation is paused") if is_paused(consultation) else ""


def _now(schedule: list[PhaseState]) -> str:
    """Its phase and that phase's date: messengers keep a picture for days, so it never says how many are left."""
    phase = current_phase(schedule)
    if phase is None:
        return _("Closed")
    if phase.note:
        return f"{phase.title}: {phase.note}"
    opened = phase.stage == Stage.OPEN
    when = dates.write((phase.closes_at if opened else phase.opens_at) or db_now(), "date")
    sentence = _("%(phase)s: until %(when)s") if opened else _("%(phase)s: from %(when)s")
    return sentence % {"phase": phase.title, "when": when}
