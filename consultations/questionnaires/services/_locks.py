"""Row locks, and in which order they are taken; only with the lock held is the clock read.

The consultation first where both are needed, then the questionnaire. FOR NO KEY UPDATE: a sheet being inserted holds a key
share of its questionnaire, and would wait for ever.
"""

from consultations.models import Consultation
from consultations.questionnaires.models import Questionnaire
from consultations.questionnaires.selectors import AROUND


def locked_consultation(consultation: Consultation) -> Consultation:
    rows = Consultation.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("organisation", "territory", "round").get(pk=consultation.pk)


def locked_questionnaire(questionnaire: Questionnaire) -> Questionnaire:
    """Lock, then read, in two statements: joined to the locked row PostgreSQL would give the dates that stood before the wait."""
    Questionnaire.objects.select_for_update(no_key=True).only("pk").get(pk=questionnaire.pk)
    return Questionnaire.objects.select_related(*AROUND).get(pk=questionnaire.pk)
