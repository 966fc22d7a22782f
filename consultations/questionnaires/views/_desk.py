"""What the officers' pages of a questionnaire share."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from consultations.models import Consultation
from consultations.questionnaires import services
from consultations.questionnaires.definition import Definition, load
from consultations.questionnaires.drafting import Change
from consultations.questionnaires.enums import QuestionnaireStage
from consultations.questionnaires.models import Questionnaire
from consultations.questionnaires.permissions import can_prepare_questionnaire, can_see_preparation
from consultations.questionnaires.selectors import asking_phase, questionnaires_of, stage_of_questionnaire
from consultations.selectors import municipalities_run_by, words_of
from policylab.accounts.permissions import has_second_factor
from policylab.accounts.views.refusals import second_factor_needed
from policylab.core.clock import db_now
from policylab.core.errors import Stale


def officers_desk(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For officers of the body that runs the consultation; to others there is nothing at this address.

    The view is given the questionnaire; where there is none yet, this leads to the page that begins one.
    """

    @wraps(view)
    @login_required
    def guarded(request: HttpRequest, ref: str, **parts: Any) -> HttpResponse:
        consultation = consultation_or_404(request, ref)
        if not has_second_factor(request.user):
            return second_factor_needed(request)
        questionnaire = questionnaires_of(ref).first()
        if questionnaire is None:
            return redirect("questionnaires:prepare", ref)
        if not can_prepare_questionnaire(request.user, consultation, db_now()):
            raise PermissionDenied
        return view(request, questionnaire, **parts)

    return guarded


def consultation_or_404(request: HttpRequest, ref: str) -> Consultation:
    rows = Consultation.objects.select_related("organisation", "territory", "round").prefetch_related("texts")
    consultation = rows.filter(ref=ref).first()
    mine = municipalities_run_by(request.user)
    if consultation is None or not mine.filter(pk=consultation.organisation_id).exists():
        raise Http404
    if asking_phase(consultation) is None:
        raise Http404
    if has_second_factor(request.user) and not can_see_preparation(request.user, consultation):
        raise PermissionDenied
    return consultation


def languages_of(consultation: Consultation) -> list[str]:
    """The first one first; then those it has words in."""
    others = sorted({text.language for text in consultation.texts.all()} - {consultation.language})
    return [consultation.language, *others]


def ever_asked(questionnaire: Questionnaire) -> list[Definition]:
    """The draft and every wording published: whose keys are taken."""
    published = questionnaire.wordings.values_list("definition", flat=True)
    return [load(questionnaire.draft), *(load(one) for one in published)]


def edition_in(request: HttpRequest) -> int:
    """That of the page the button was on; none that ever was, where it is missing or no number."""
    given = request.POST.get("edition", "")
    return int(given) if given.isdecimal() and len(given) < 9 else 0


def pressed(request: HttpRequest, questionnaire: Questionnaire, change: Change, at: str = "") -> HttpResponse:
    """A button without words: done, or told that it now stands otherwise."""
    try:
        services.change_draft(
            user=request.user, questionnaire=questionnaire, edition=edition_in(request), change=change
        )
    except Stale as stale:
        messages.warning(request, str(stale))
    return redirect(outline_url(questionnaire, at))


def outline_url(questionnaire: Questionnaire, at: str = "") -> str:
    url = reverse("questionnaires:prepare", args=[questionnaire.phase.consultation.ref])
    return f"{url}#{at}" if at else url


def around(questionnaire: Questionnaire | None, consultation: Consultation) -> dict[str, Any]:
    """For the templates: whose questionnaire this is."""
    return {
        "consultation": consultation,
        "questionnaire": questionnaire,
        "words": words_of(consultation),
        "missed": questionnaire is not None
        and stage_of_questionnaire(questionnaire, db_now()) == QuestionnaireStage.MISSED,
        "no_index": True,
    }
