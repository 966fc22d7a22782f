"""What the pages of a counted questionnaire share."""

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.questionnaires.counted import text_question
from consultations.questionnaires.definition import Question
from consultations.questionnaires.models import Questionnaire
from consultations.questionnaires.permissions import can_read_results

from ._frame import frame, questionnaire_or_404


def counted_or_404(request: HttpRequest, ref: str) -> Questionnaire:
    found = questionnaire_or_404(request, ref)
    if not can_read_results(request.user, found):
        raise Http404
    return found


def text_question_or_404(questionnaire: Questionnaire, key: str) -> Question:
    found = text_question(questionnaire, key)
    if found is None:
        raise Http404
    return found


def below_results(questionnaire: Questionnaire, **more: Any) -> dict[str, Any]:
    """The frame of a page one comes to from the results."""
    context = frame(questionnaire, **more)
    context["crumbs"].append(
        (_("Results of the questionnaire"), reverse("questionnaires:results", args=[context["consultation"].ref]))
    )
    return context
