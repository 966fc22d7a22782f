"""What was asked in a consultation, as a step of its trail and of the trail of the plans that came of it."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.models import Consultation
from policylab.core import dates
from policylab.core.loop import CONSULT
from policylab.core.numbers import number
from policylab.core.registries import TrailLink

from .enums import QuestionnaireStatus
from .models import Questionnaire
from .selectors import shown_questionnaires


def trail_of_consultations(consultations: Sequence[Consultation]) -> dict[Consultation, list[TrailLink]]:
    known = {row.phase.consultation_id: row for row in shown_questionnaires(consultations)}
    return {one: [link_of(known[one.pk])] for one in consultations if one.pk in known}


def link_of(questionnaire: Questionnaire) -> TrailLink:
    ref, closes = questionnaire.phase.consultation.ref, questionnaire.phase.closes_at
    if questionnaire.status == QuestionnaireStatus.COUNTED:
        url = reverse("questionnaires:results", args=[ref])
        return TrailLink(CONSULT, _("Questionnaire"), sheets_filled_in(questionnaire), url)
    note = _("closes on %(when)s") % {"when": dates.write(closes, "date")} if closes else ""
    url = reverse("questionnaires:detail", args=[ref])
    return TrailLink(CONSULT, _("Questionnaire"), _("What people are asked"), url, note)


def sheets_filled_in(counted: Questionnaire) -> str:
    sheets = counted.count.sheets
    said = ngettext("%(number)s sheet filled in", "%(number)s sheets filled in", sheets)
    return said % {"number": number(sheets)}
