"""What every page of a questionnaire shows around its own matter."""

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.changes import halt_of
from consultations.questionnaires.models import Questionnaire
from consultations.questionnaires.permissions import can_see_questionnaire
from consultations.questionnaires.selectors import questionnaires_of, stage_of_questionnaire
from consultations.selectors import words_of
from policylab.core.clock import db_now


def questionnaire_or_404(request: HttpRequest, ref: str) -> Questionnaire:
    """One that is being prepared is as unknown to others as an address that never was."""
    found = questionnaires_of(ref).first()
    if found is None or not found.wordings.exists() or not can_see_questionnaire(request.user, found):
        raise Http404
    return found


def frame(questionnaire: Questionnaire, **more: Any) -> dict[str, Any]:
    consultation = questionnaire.phase.consultation
    words, now = words_of(consultation), more.pop("now", None) or db_now()
    return {
        "questionnaire": questionnaire,
        "consultation": consultation,
        "words": words,
        "now": now,
        "stage": stage_of_questionnaire(questionnaire, now),
        "halt": halt_of(consultation),
        "crumbs": [
            (_("Consultations"), reverse("consultations:list")),
            (words.title, reverse("consultations:detail", args=[consultation.ref])),
        ],
        **more,
    }
