"""That a questionnaire begins and ends soon, told once: where an officer has opened it."""

from django.db.models import Q

from consultations.questionnaires import telling
from consultations.questionnaires.enums import QuestionnaireStatus
from consultations.services.announcing import announce_beginnings, announce_ends

OPENED = Q(questionnaire__status=QuestionnaireStatus.OPENED)


def announce_questionnaires() -> int:
    """`run_due` calls it."""
    begun = announce_beginnings(telling.PHASES, telling.asking_begins, OPENED)
    return begun + announce_ends(telling.PHASES, telling.asking_ends_soon, OPENED)
