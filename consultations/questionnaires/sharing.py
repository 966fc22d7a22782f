"""A questionnaire, and later its results, where its link is shared. Nobody hands on the address of one that is not opened."""

from django.utils.translation import gettext as _

from consultations.enums import ConsultationStatus
from consultations.selectors import is_paused, words_of
from policylab.core import dates
from policylab.core.clock import Stage, db_now, stage_between
from policylab.core.loop import CONSULT
from policylab.core.page_parts import address
from policylab.core.registries import Card
from policylab.core.sharing.short import Short

from .enums import QuestionnaireStatus
from .models import Questionnaire
from .selectors import AROUND
from .trail import sheets_filled_in


def short_of(questionnaire: Questionnaire) -> Short | None:
    return Short("q", questionnaire.ref) if questionnaire.status != QuestionnaireStatus.PREPARED else None


def card_of(ref: str) -> Card | None:
    rows = Questionnaire.objects.public().filter(ref=ref).select_related(*AROUND, "count")
    found = rows.prefetch_related("phase__consultation__texts").first()
    if found is None:
        return None
    consultation, counted = found.phase.consultation, found.status == QuestionnaireStatus.COUNTED
    words = words_of(consultation)
    return Card(
        kind=_("Results of the questionnaire") if counted else _("Questionnaire"),
        title=words.title,
        address=address("questionnaires:results" if counted else "questionnaires:detail", consultation.ref),
        note=_now(found),
        who=consultation.organisation.name,
        step=CONSULT,
        language=words.language,
    )


def _now(found: Questionnaire) -> str:
    """Messengers keep a picture for days, so it never says how many are left."""
    if found.status == QuestionnaireStatus.COUNTED:
        return sheets_filled_in(found)
    if found.phase.consultation.status == ConsultationStatus.CANCELLED:
        return _("This consultation was cancelled")
    if is_paused(found.phase.consultation):
        return _("This consultation is paused")
    opens, closes = found.phase.opens_at, found.phase.closes_at
    if stage_between(opens, closes, db_now()) == Stage.UPCOMING and opens:
        return _("opens on %(when)s") % {"when": dates.write(opens, "date")}
    return _("closes on %(when)s") % {"when": dates.write(closes, "date")} if closes else ""
