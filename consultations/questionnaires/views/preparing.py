"""The page on which an officer builds a questionnaire: all of it as its readers will see it, an act beside each part."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from consultations.enums import ConsultationStatus
from consultations.models import Consultation
from consultations.questionnaires import drafting, services
from consultations.questionnaires.checking import faults_of
from consultations.questionnaires.definition import load
from consultations.questionnaires.enums import QuestionnaireStatus
from consultations.questionnaires.models import Questionnaire
from consultations.questionnaires.outline import outline_of
from consultations.questionnaires.permissions import can_drop_questionnaire, can_prepare_questionnaire
from consultations.questionnaires.personal import NAMES, READY, ready_made
from consultations.questionnaires.said import said
from consultations.questionnaires.selectors import asking_phase, questionnaires_of
from policylab.accounts.permissions import has_second_factor
from policylab.accounts.views.refusals import second_factor_needed
from policylab.core.clock import db_now
from policylab.territories.models import Territory

from ._desk import around, consultation_or_404, ever_asked, languages_of, officers_desk, pressed

BOTH = require_http_methods(["GET", "HEAD", "POST"])
MOST_PLACES = 30


@login_required
@BOTH
def prepare(request: HttpRequest, ref: str) -> HttpResponse:
    """Begins one where there is none; else shows it."""
    consultation = consultation_or_404(request, ref)
    if not has_second_factor(request.user):
        return second_factor_needed(request)
    if not can_prepare_questionnaire(request.user, consultation, db_now()):
        raise PermissionDenied
    questionnaire = questionnaires_of(ref).first()
    if request.method == "POST":
        services.prepare_questionnaire(user=request.user, consultation=consultation)
        return redirect("questionnaires:prepare", ref)
    context = _outline(questionnaire) if questionnaire else {}
    context |= around(questionnaire, consultation) | {"phase": asking_phase(consultation)}
    return render(request, "consultations/questionnaires/prepare.html", context)


def _outline(questionnaire: Questionnaire) -> dict[str, Any]:
    definition, consultation = load(questionnaire.draft), questionnaire.phase.consultation
    languages = languages_of(consultation)
    faults = faults_of(questionnaire.draft, languages[0])
    return {
        "intro": said(definition.intro),
        "pages": outline_of(definition, languages, faults),
        "languages": languages,
        "faults": faults,
        "ready": NAMES,
        "is_open": questionnaire.status == QuestionnaireStatus.OPENED,
        "is_draft": consultation.status == ConsultationStatus.DRAFT,
    }


@require_POST
@officers_desk
def act(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """One press on one part: up, down, copy, delete; or a ready-made question."""
    name, key = request.POST.get("act", ""), request.POST.get("key", "")[:40]
    if name == "ready":
        return _add_ready(request, questionnaire, key)
    taken = drafting.question_keys(ever_asked(questionnaire))
    acts: dict[str, Callable[[Any], Any]] = {
        "up": lambda known: drafting.moved_question(known, key, -1),
        "down": lambda known: drafting.moved_question(known, key, 1),
        "copy": lambda known: drafting.with_copy(known, key, taken),
        "page_up": lambda known: drafting.moved_page(known, key, -1),
        "page_down": lambda known: drafting.moved_page(known, key, 1),
        "drop_page": lambda known: drafting.without_page(known, key),
    }
    if name not in acts:
        raise Http404
    return pressed(request, questionnaire, acts[name], at=key)


def _add_ready(request: HttpRequest, questionnaire: Questionnaire, page: str) -> HttpResponse:
    name = request.POST.get("ready", "")
    if name not in READY:
        raise Http404
    consultation = questionnaire.phase.consultation
    lines = _neighbourhoods(consultation) if name == "neighbourhood" else []
    key = drafting.next_key("q", drafting.question_keys(ever_asked(questionnaire)))
    question = ready_made(name, key, languages_of(consultation), lines)
    if name == "neighbourhood" and not lines:
        messages.info(request, _("Write the neighbourhoods of your town, one a line."))
    return pressed(request, questionnaire, lambda known: drafting.with_question(known, page, question), at=key)


def _neighbourhoods(consultation: Consultation) -> list[dict[str, str]]:
    """The parts of the place that is asked, where the site knows them."""
    parts = Territory.objects.public().filter(parent=consultation.territory).order_by("name_fr")[:MOST_PLACES]
    spoken = languages_of(consultation)
    return [{code: getattr(part, f"name_{code}") for code in spoken} for part in parts]


@BOTH
@officers_desk
def drop(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """Asked once more: all of it goes."""
    if not can_drop_questionnaire(request.user, questionnaire):
        raise PermissionDenied
    if request.method == "POST":
        services.drop_questionnaire(user=request.user, questionnaire=questionnaire)
        messages.success(request, _("The questionnaire is deleted."))
        return redirect("questionnaires:prepare", questionnaire.phase.consultation.ref)
    context = around(questionnaire, questionnaire.phase.consultation) | {"count": _count(questionnaire)}
    return render(request, "consultations/questionnaires/drop.html", context)


def _count(questionnaire: Questionnaire) -> int:
    return sum(1 for _one in load(questionnaire.draft).questions())
