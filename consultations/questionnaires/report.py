"""The chapter on the questionnaire in the report of its consultation: a few lines, and where the figures stand."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.enums import ConsultationStatus
from consultations.models import Consultation
from policylab.core import dates
from policylab.core.numbers import number
from policylab.core.registries import ReportPart

from .definition import load
from .enums import QuestionnaireStatus
from .models import Questionnaire, Wording
from .said import Said, said
from .selectors import shown_questionnaires

PLACE = 30
TEMPLATE = "consultations/questionnaires/_report.html"


def chapter(consultation: Consultation, now: datetime) -> Iterable[ReportPart]:
    found = next(iter(shown_questionnaires([consultation])), None)
    if found is None or consultation.status == ConsultationStatus.CANCELLED:
        return
    wordings = list(found.wordings.all())
    asked = _asked_in(wordings)
    facts = {"lead": _lead(found, len(asked)), "asked": asked, "wordings": wordings[1:]}
    if found.status == QuestionnaireStatus.COUNTED:
        facts |= {"url": reverse("questionnaires:results", args=[consultation.ref]), "digest": found.count.digest}
    yield ReportPart("ask", PLACE, _("The questionnaire"), TEMPLATE, facts)


def _lead(found: Questionnaire, questions: int) -> str:
    if found.status != QuestionnaireStatus.COUNTED:
        when = dates.write(found.phase.closes_at) if found.phase.closes_at else "–"
        return _("It can be filled in until %(when)s. Until then nobody sees what was said.") % {"when": when}
    sheets = found.count.sheets
    sentence = ngettext(
        "%(sheets)s sheet was filled in; questions: %(questions)s.",
        "%(sheets)s sheets were filled in; questions: %(questions)s.",
        sheets,
    )
    return sentence % {"sheets": number(sheets), "questions": number(questions)}


def _asked_in(wordings: list[Wording]) -> list[Said]:
    """As the newest wording puts it."""
    return [said(one.title) for one in load(wordings[-1].definition).questions()] if wordings else []
