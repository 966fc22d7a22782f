"""What a town's register is kept for (residents.needs): a consultation that asks for it, until its residents were counted."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from policylab.core.clock import Stage
from policylab.directory.enums import College
from policylab.directory.models import Organisation
from policylab.residents.enums import Voice
from policylab.residents.needs import Need
from policylab.residents.selectors import standing_register

from .enums import ConsultationStatus, PhaseKind
from .models import Consultation
from .selectors import colleges_of, is_paused, stage_of, with_words, words_of

# In these nobody is asked any more who they are.
AFTERWARDS = {PhaseKind.ANSWER, PhaseKind.DELIVER}


def needed_by_consultations(body: Organisation, now: datetime) -> list[Need]:
    """Drafts, and what is open as long as a phase before the answer is to come or under way. A vote says it for itself."""
    asking = Consultation.objects.filter(organisation=body, voice=Voice.REGISTER)
    standing = with_words(asking.exclude(status=ConsultationStatus.CANCELLED))
    return [need_of(found) for found in standing if _goes_on(found, now)]


def need_of(consultation: Consultation) -> Need:
    words = words_of(consultation)
    return Need(
        words.title or _("Untitled draft"),
        reverse("consultations:detail", args=[consultation.ref]),
        words.language if words.title else "",
        draft=consultation.status == ConsultationStatus.DRAFT,
    )


def _goes_on(consultation: Consultation, now: datetime) -> bool:
    if consultation.status == ConsultationStatus.DRAFT or is_paused(consultation):
        return True
    phases = [phase for phase in consultation.phases.all() if phase.kind not in AFTERWARDS]
    return any(stage_of(phase, now) != Stage.CLOSED for phase in phases)


def lacks_register(consultation: Consultation) -> bool:
    """It asks for one to count its citizens, and none is read in."""
    asks = consultation.voice == Voice.REGISTER and College.CITIZEN in colleges_of(consultation)
    return asks and standing_register(consultation.organisation.territory) is None
