"""The questionnaire for everybody: what is asked, until when, what is stored. No figure that tells of persons."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consultations.changes import halt_of
from consultations.permissions import can_see_consultation
from consultations.questionnaires.begun import begun_of, done_by, writers
from consultations.questionnaires.definition import load
from consultations.questionnaires.enums import QuestionnaireStage, QuestionnaireStatus
from consultations.questionnaires.models import Questionnaire
from consultations.questionnaires.outline import outline_of
from consultations.questionnaires.permissions import can_enter_paper, can_prepare_questionnaire, can_print_paper
from consultations.questionnaires.said import said
from consultations.questionnaires.selectors import asking_phase, handed_in, questionnaires_of, wording_of
from consultations.questionnaires.sharing import short_of
from consultations.selectors import colleges_of, consultation_page, stage_of, words_of
from consultations.voices import voice_of
from policylab.core.clock import Stage, db_now
from policylab.core.rounding import in_words

from ._frame import frame


@require_safe
def detail(request: HttpRequest, ref: str) -> HttpResponse:
    """Where it stands decides: prepare it, read and fill it in, wait for the count, or read the results."""
    found = questionnaires_of(ref).first()
    wording = wording_of(found) if found else None
    if found is None or wording is None or found.status == QuestionnaireStatus.PREPARED:
        return _not_yet(request, ref)
    if found.status == QuestionnaireStatus.COUNTED:
        return redirect("questionnaires:results", ref)
    context = frame(found)
    definition, colleges = load(wording.definition), colleges_of(found.phase.consultation)
    context |= {
        "panel": panel_for(request.user, found, context["stage"]),
        "outline": outline_of(definition, [], {}),
        "intro": said(definition.intro),
        "count": sum(1 for _one in definition.questions()),
        "taking_part": in_words(sum(handed_in(found).values())),
        "voice": voice_of(found.phase.consultation, colleges),
        "colleges": colleges,
        "helping": _helping(request, found, context),
        "short": short_of(found),
    }
    return render(request, "consultations/questionnaires/detail.html", context)


def _not_yet(request: HttpRequest, ref: str) -> HttpResponse:
    """A consultation leads here as soon as it has a phase for it: its officers go on preparing, others read that it comes."""
    consultation = consultation_page(ref).first()
    phase = asking_phase(consultation) if consultation else None
    if consultation is None or phase is None or not can_see_consultation(request.user, consultation):
        raise Http404
    if can_prepare_questionnaire(request.user, consultation, db_now()):
        return redirect("questionnaires:prepare", ref)
    words, now = words_of(consultation), db_now()
    context: dict[str, Any] = {
        "consultation": consultation,
        "words": words,
        "phase": phase,
        "missed": stage_of(phase, now) == Stage.CLOSED,
        "halt": halt_of(consultation),
    }
    context["crumbs"] = [(words.title, reverse("consultations:detail", args=[ref]))]
    return render(request, "consultations/questionnaires/not_yet.html", context)


def _helping(request: HttpRequest, found: Questionnaire, context: dict[str, Any]) -> list[dict[str, str]]:
    """Officers' and facilitators' ways on; of others nothing is asked of the database."""
    ref, user = found.phase.consultation.ref, request.user
    if not user.is_authenticated or not can_print_paper(user, found):
        return []
    links = [{"url": reverse("questionnaires:paper", args=[ref]), "label": _("Print it on paper")}]
    if can_enter_paper(user, found, context["now"]):
        links.append({"url": reverse("questionnaires:enter", args=[ref]), "label": _("Enter answers given on paper")})
    if can_prepare_questionnaire(user, found.phase.consultation, context["now"]):
        links.append({"url": reverse("questionnaires:prepare", args=[ref]), "label": _("Change the questionnaire")})
    return links


def panel_for(user: Any, questionnaire: Questionnaire, stage: QuestionnaireStage) -> dict[str, Any]:
    """The one thing to do now, as components/act.html takes it."""
    phase = questionnaire.phase
    if stage == QuestionnaireStage.CANCELLED:
        return {"title": _("This consultation was cancelled"), "text": _("Nothing is counted.")}
    if stage == QuestionnaireStage.PAUSED:
        return {
            "title": _("This consultation is paused"),
            "text": _("Nobody can answer until it goes on. What was handed in stands."),
        }
    if stage == QuestionnaireStage.COUNTING:
        return {
            "title": _("The answers are being counted"),
            "over": _("The questionnaire is closed"),
            "text": _("The results appear here by themselves in a moment. Load this page again."),
        }
    if stage == QuestionnaireStage.UPCOMING:
        return {
            "title": _("The questionnaire begins soon"),
            "opens": phase.opens_at,
            "text": _("Read the questions meanwhile."),
        }
    return {"title": _("Answer the questionnaire"), "closes": phase.closes_at, **_own_act(user, questionnaire)}


def _own_act(user: Any, questionnaire: Questionnaire) -> dict[str, Any]:
    url = reverse("questionnaires:answer", args=[questionnaire.phase.consultation.ref])
    if not user.is_authenticated:
        return {
            "url": url,
            "label": _("Begin"),
            "text": _("You can begin without an account. To hand in, you sign in."),
        }
    done, mine = done_by(user, questionnaire), writers(user, questionnaire)
    left = [one for one in mine if (one.organisation.pk if one.organisation else None) not in done]
    if not left:
        text = _(
            "They can no longer be changed: nobody knows which are yours. The results are read here once it is over."
        )
        return {"title": _("You have handed in your answers"), "text": text}
    begun = any(begun_of(one, questionnaire) for one in left)
    label = _("Go on answering") if begun else _("Begin")
    title = {"title": _("You have handed in for some, not yet for all")} if done else {}
    return {"url": url, "label": label, "text": _("You can stop at any page and go on later."), **title}
