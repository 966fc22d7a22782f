"""What dates may not undo: a questionnaire people were told of. For consultations' slot."""

from consultations.done import Done
from consultations.enums import PhaseKind
from consultations.models import Consultation

from .enums import QuestionnaireStatus
from .models import Questionnaire


def done_in(consultation: Consultation, hold: bool) -> Done:
    """Held, it is neither opened nor counted before the transaction ends. What people replied decides nothing by itself:
    a consultation may be called off after it."""
    rows = Questionnaire.objects.filter(phase__consultation=consultation)
    found = list((rows.select_for_update(no_key=True) if hold else rows).values_list("status", flat=True))
    opened = any(status != QuestionnaireStatus.PREPARED for status in found)
    return Done(frozenset({PhaseKind.ASK} if opened else ()))
