"""Why a questionnaire cannot be filled in now, and what somebody lacks who wants to hand in, in sentences."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.voices import way_to_a_check
from policylab.core import dates
from policylab.directory.enums import College
from policylab.residents.enums import Voice

from .begun import Writer
from .enums import QuestionnaireStage
from .models import Questionnaire
from .selectors import colleges_of, is_citizen_asked, stage_of_questionnaire


@dataclass(frozen=True)
class Reason:
    """`url` and `label`: what to do about it."""

    title: str
    text: str
    url: str = ""
    label: Any = ""


def sentence_why_closed(questionnaire: Questionnaire, now: datetime) -> str:
    stage = stage_of_questionnaire(questionnaire, now)
    if stage == QuestionnaireStage.CANCELLED:
        return _("This consultation was cancelled. Nothing was handed in.")
    if stage == QuestionnaireStage.PAUSED:
        return _("This consultation is paused. Nothing was handed in: come back when it goes on.")
    if stage in (QuestionnaireStage.COUNTING, QuestionnaireStage.COUNTED):
        when = {"when": dates.write(questionnaire.phase.closes_at)} if questionnaire.phase.closes_at else {"when": ""}
        return _("The questionnaire closed on %(when)s. Nothing was handed in.") % when
    return _("The questionnaire is not open yet. Nothing was handed in.")


def why_not_asked(writer: Writer, questionnaire: Questionnaire) -> Reason | None:
    """Nothing for bodies, and for those who are asked; else what they lack, and where to get it."""
    consultation = questionnaire.phase.consultation
    if writer.organisation or not writer.is_known or is_citizen_asked(writer.user, consultation):
        return None
    if College.CITIZEN not in colleges_of(consultation):
        return Reason(
            _("This questionnaire asks organisations"),
            _("You can read it. To answer, one must represent a checked organisation of those who are asked."),
            reverse("questionnaires:answer", args=[consultation.ref]),
            _("Choose for whom you answer"),
        )
    place = {"place": consultation.territory.name if consultation.territory else ""}
    if consultation.voice == Voice.EMAIL:
        return Reason(
            _("This questionnaire asks the people of %(place)s") % place,
            _("Your account does not say that you live there. If you do, write it into your profile and come back."),
            reverse("accounts:profile"),
            _("Change my profile"),
        )
    url, label = way_to_a_check(consultation)
    return Reason(
        _("First the town hall must know that you live in %(place)s") % place,
        _("This is done once. What you filled in is kept meanwhile: come back here afterwards."),
        url,
        label,
    )
