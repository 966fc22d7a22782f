"""What those who follow a consultation are told of its questionnaire: that it begins, that it ends soon, that it is counted.

Nothing is ever told of a sheet handed in, and who has handed one in hears of the end like everybody else.
"""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.enums import PhaseKind
from consultations.models import Phase
from consultations.telling import facts_of, saying
from policylab.core.keys import key_of
from policylab.notices.enums import Kind
from policylab.notices.services import notify

from .models import Questionnaire

BEGINS, ENDS_SOON, COUNTED = "questionnaire.begins", "questionnaire.ends_soon", "questionnaire.counted"
PHASES = {PhaseKind.ASK}


def asking_begins(phase: Phase, closes_at: datetime | None) -> None:
    _tell(phase, BEGINS, closes_at)


def asking_ends_soon(phase: Phase, closes_at: datetime | None) -> None:
    _tell(phase, ENDS_SOON, closes_at)


def questionnaire_counted(questionnaire: Questionnaire) -> None:
    _tell(questionnaire.phase, COUNTED, None, "results")


def _tell(phase: Phase, event: str, closes_at: datetime | None, page: str = "detail") -> None:
    consultation = phase.consultation
    url = reverse(f"questionnaires:{page}", args=[consultation.ref])
    notify(subject=key_of(consultation), event=event, facts=facts_of(consultation, closes_at), url=url)


SENTENCES = {
    # Translators: %(when)s begins with the weekday, "Monday 14 December 2026 at 18:00"
    BEGINS: saying(lambda: _("«%(title)s»: the questionnaire can be filled in now, until %(when)s")),
    # Translators: %(when)s begins with the weekday, "Monday 14 December 2026 at 18:00"
    ENDS_SOON: saying(lambda: _("Two days left to fill in the questionnaire of «%(title)s», until %(when)s")),
    COUNTED: saying(lambda: _("The questionnaire of «%(title)s» is counted: see what people said")),
}
KINDS = dict.fromkeys((BEGINS, ENDS_SOON), Kind.DATES) | {COUNTED: Kind.DECIDED}
