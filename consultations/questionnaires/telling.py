"""What those who follow a consultation are told of its questionnaire: that it begins, that it ends soon, that it is counted.

Its officers are told where its day has come and nobody has opened it. Nothing is ever told of a sheet handed in, and who has
handed one in hears of the end like everybody else.
"""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.enums import PhaseKind
from consultations.models import Phase
from consultations.telling import facts_of, saying
from policylab.core.keys import key_of
from policylab.notices.enums import Kind
from policylab.notices.services import notify, notify_people

from .models import Questionnaire

BEGINS, ENDS_SOON, COUNTED = "questionnaire.begins", "questionnaire.ends_soon", "questionnaire.counted"
NOT_OPENED = "questionnaire.not_opened"
PHASES = {PhaseKind.ASK}


def asking_begins(phase: Phase, closes_at: datetime | None) -> None:
    _tell(phase, BEGINS, closes_at)


def asking_ends_soon(phase: Phase, closes_at: datetime | None) -> None:
    _tell(phase, ENDS_SOON, closes_at)


def questionnaire_counted(questionnaire: Questionnaire) -> None:
    _tell(questionnaire.phase, COUNTED, None, "results")


def not_opened(phase: Phase, officers: Sequence[int]) -> None:
    consultation = phase.consultation
    url = reverse("questionnaires:prepare", args=[consultation.ref])
    about = {"subject": key_of(consultation), "event": NOT_OPENED, "facts": facts_of(consultation, phase.closes_at)}
    notify_people(users=officers, url=url, **about)


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
    NOT_OPENED: saying(lambda: _("«%(title)s»: nobody can answer yet, because the questionnaire is not opened")),
}
KINDS = dict.fromkeys((BEGINS, ENDS_SOON, NOT_OPENED), Kind.DATES) | {COUNTED: Kind.DECIDED}
