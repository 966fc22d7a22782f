"""That a questionnaire begins and ends soon, told once: where an officer has opened it. Else its officers are told, once."""

from django.db import transaction
from django.db.models import Q

from consultations.models import Phase
from consultations.questionnaires import telling
from consultations.questionnaires.enums import QuestionnaireStatus
from consultations.questionnaires.waiting import nobody_opened
from consultations.services.announcing import SOON, announce_beginnings, announce_ends
from policylab.core.clock import db_now
from policylab.core.keys import key_of
from policylab.directory.enums import Role
from policylab.directory.models import Membership
from policylab.notices.models import Notice

from ._locks import locked_consultation

OPENED = Q(questionnaire__status=QuestionnaireStatus.OPENED)


def announce_questionnaires() -> int:
    """`run_due` calls it."""
    begun = announce_beginnings(telling.PHASES, telling.asking_begins, OPENED)
    return begun + announce_ends(telling.PHASES, telling.asking_ends_soon, OPENED)


def remind_officers() -> int:
    """People were told a date, it has come, and nobody has opened the questionnaire; `run_due` calls it."""
    now = db_now()
    begun = nobody_opened().filter(opens_at__gt=now - SOON, opens_at__lte=now, closes_at__gt=now)
    return sum(_remind(phase) for phase in begun.select_related("consultation"))


@transaction.atomic
def _remind(phase: Phase) -> bool:
    """Under the consultation's lock, so that two processes tell it once; a date that is moved and missed is told anew."""
    consultation = locked_consultation(phase.consultation)
    officers = Membership.objects.current().filter(role=Role.OFFICER, organisation=consultation.organisation_id)
    users = list(officers.values_list("user_id", flat=True))
    told = Notice.objects.filter(user__in=users, subject=key_of(consultation), event=telling.NOT_OPENED)
    if not users or told.filter(happened_at__gte=phase.opens_at).exists():
        return False
    telling.not_opened(phase, users)
    return True
