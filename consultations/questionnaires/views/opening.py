"""Check and open; and, once it is open, what a further wording changes for those who come later."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from consultations.enums import ConsultationStatus
from consultations.questionnaires import services
from consultations.questionnaires.asked import Asked, asked_in
from consultations.questionnaires.checking import faults_of, untranslated
from consultations.questionnaires.definition import Definition, Page, Question, load
from consultations.questionnaires.differing import differing
from consultations.questionnaires.enums import QuestionnaireStatus
from consultations.questionnaires.forms.answering import SheetForm
from consultations.questionnaires.forms.fields import Ground
from consultations.questionnaires.models import Questionnaire
from consultations.questionnaires.said import said
from consultations.questionnaires.selectors import questionnaires_of, wording_of
from consultations.questionnaires.ways import numbers_of
from policylab.core.errors import Refused
from policylab.territories.pinning import pin_map_of

from ._desk import around, edition_in, languages_of, officers_desk


@require_http_methods(["GET", "HEAD", "POST"])
@officers_desk
def check(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """What is missing, what would be better, and the one button."""
    consultation, why = questionnaire.phase.consultation, ""
    if request.method == "POST":
        try:
            return redirect(_open_or_reword(request, questionnaire), consultation.ref)
        except Refused as refusal:
            why = str(refusal)
            questionnaire = questionnaires_of(consultation.ref).get()  # as it stands now
    context = around(questionnaire, consultation) | _standing(questionnaire) | {"why": why}
    return render(request, "consultations/questionnaires/check.html", context, status=409 if why else 200)


def _open_or_reword(request: HttpRequest, questionnaire: Questionnaire) -> str:
    """The page to go on to: once opened, the one everybody reads, with its paper and how to share it."""
    if questionnaire.status == QuestionnaireStatus.PREPARED:
        services.open_questionnaire(user=request.user, questionnaire=questionnaire, edition=edition_in(request))
        messages.success(request, _("The questionnaire is opened. It can be filled in as long as its phase lasts."))
        return "questionnaires:detail"
    wording = services.publish_wording(user=request.user, questionnaire=questionnaire, edition=edition_in(request))
    messages.success(request, _("Wording %(number)s is published: who comes from now on reads it.") % vars(wording))
    return "questionnaires:prepare"


def _standing(questionnaire: Questionnaire) -> dict[str, Any]:
    consultation = questionnaire.phase.consultation
    languages, definition = languages_of(consultation), load(questionnaire.draft)
    numbers, names = numbers_of(definition), dict(settings.LANGUAGES)
    faults = faults_of(questionnaire.draft, languages[0])
    lacking = untranslated(definition, languages[1:])
    newest = wording_of(questionnaire)
    return {
        "faults": [(numbers.get(key), key, sentence) for key, sentence in faults.items()],
        "lacking": [(names[code], [(numbers[key], key) for key in keys]) for code, keys in lacking.items()],
        "newest": newest,
        "changes": _changes(newest.definition, questionnaire.draft) if newest else None,
        "personal": sum(1 for one in definition.questions() if one.why),
        "count": len(numbers),
        "phase": questionnaire.phase,
        "is_draft": consultation.status == ConsultationStatus.DRAFT,
    }


def _changes(before: Any, after: Any) -> dict[str, Any] | None:
    """Nothing where the draft reads as what is asked already."""
    found = differing(load(before), load(after))
    if not found:
        return None
    return {
        "added": [said(one.title) for one in found.added],
        "dropped": [said(one.title) for one in found.dropped],
        "changed": [
            (said(was.title), said(stands.title), _lines_changed(was, stands)) for was, stands in found.changed
        ],
        "moved": found.moved,
    }


def _lines_changed(was: Question, stands: Question) -> list[tuple[Any, Any]]:
    """Choices and rows that read otherwise: (before, now); with nothing before, or nothing now."""
    old, new = ({one.key: one.title for one in (*each.choices, *each.rows)} for each in (was, stands))
    keys = [*new, *(key for key in old if key not in new)]
    return [(said(old.get(key, {})), said(new.get(key, {}))) for key in keys if old.get(key) != new.get(key)]


@require_safe
@officers_desk
def preview(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """Page by page as on a phone, with the very fields that people fill in; there is nothing here to send."""
    definition = load(questionnaire.draft)
    context = around(questionnaire, questionnaire.phase.consultation)
    pages = [(page, said(page.title), _fields_of(questionnaire, definition, page)) for page in definition.pages]
    context |= {"pages": pages, "intro": said(definition.intro)}
    return render(request, "consultations/questionnaires/preview.html", context)


def _fields_of(questionnaire: Questionnaire, definition: Definition, page: Page) -> list[Asked]:
    territory = questionnaire.phase.consultation.territory
    ground = Ground(pins=lambda: pin_map_of(territory) if territory else None)
    form = SheetForm(definition=definition, questions=page.questions, replies={}, ground=ground)
    return asked_in(form, definition, page.questions)
