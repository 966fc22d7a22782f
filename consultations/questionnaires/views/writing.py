"""The parts of a questionnaire that have words: introduction, pages, questions, and when a question is asked."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from consultations.questionnaires import drafting, services
from consultations.questionnaires.definition import Page, Question, load
from consultations.questionnaires.drafting import Change
from consultations.questionnaires.enums import QuestionKind
from consultations.questionnaires.forms.building import ConditionForm, IntroForm, PageForm, QuestionForm
from consultations.questionnaires.kinds import ABOUT
from consultations.questionnaires.models import Questionnaire
from consultations.questionnaires.said import said
from consultations.views.stale import differences
from policylab.accounts.typed import posted, sign_in_to_post, typed_before
from policylab.core.errors import Refused, Stale

from ._desk import around, edition_in, ever_asked, languages_of, officers_desk, outline_url, pressed

BOTH = require_http_methods(["GET", "HEAD", "POST"])


@BOTH
@officers_desk
def add(request: HttpRequest, questionnaire: Questionnaire, page: str) -> HttpResponse:
    """Which kind: each in a few words and an example."""
    kinds = [(kind, kind.label, ABOUT[kind]) for kind in ABOUT]
    context = around(questionnaire, questionnaire.phase.consultation) | {"kinds": kinds, "page": page}
    return render(request, "consultations/questionnaires/add.html", context)


@BOTH
@sign_in_to_post
@officers_desk
def new_question(request: HttpRequest, questionnaire: Questionnaire, page: str, kind: str) -> HttpResponse:
    pages = {one.key for one in load(questionnaire.draft).pages}
    stale = request.method == "POST" and edition_in(request) != questionnaire.edition  # a colleague may have deleted it
    if kind not in QuestionKind.values or (pages and page not in pages and not stale):
        raise Http404
    key = drafting.next_key("q", drafting.question_keys(ever_asked(questionnaire)))
    return _question_page(request, questionnaire, QuestionKind(kind), key, None, page)


@BOTH
@sign_in_to_post
@officers_desk
def question(request: HttpRequest, questionnaire: Questionnaire, key: str) -> HttpResponse:
    """One that a colleague deleted while its form was open is written anew by saving the form once more."""
    definition = load(questionnaire.draft)
    known, page = definition.question(key), drafting.page_of(definition, key)
    kind = known.kind if known else request.POST.get("kind", "")
    if kind not in QuestionKind.values:
        return redirect(outline_url(questionnaire))
    return _question_page(request, questionnaire, QuestionKind(kind), key, known, page.key if page else "")


def _question_page(
    request: HttpRequest, questionnaire: Questionnaire, kind: QuestionKind, key: str, known: Question | None, page: str
) -> HttpResponse:
    languages = languages_of(questionnaire.phase.consultation)
    made = {"kind": kind, "languages": languages, "key": key}
    standing = load(questionnaire.draft)
    form = QuestionForm.of(standing, questionnaire.edition, typed_before(request), data=posted(request), **made)

    def change(form: QuestionForm) -> Change:
        asked = ever_asked(questionnaire)
        return lambda known: drafting.with_question(known, page, form.question(key, known.question(key), asked))

    more = {"kind": kind.label, "about": ABOUT[kind], "known": known}
    return _page(request, questionnaire, form, change, "question", at=key, **more)


@BOTH
@officers_desk
def delete(request: HttpRequest, questionnaire: Questionnaire, key: str) -> HttpResponse:
    """Asked once more, with what hangs on it."""
    known = load(questionnaire.draft).question(key)
    if known is None:
        return redirect(outline_url(questionnaire))
    if request.method == "POST":
        return pressed(request, questionnaire, lambda draft: drafting.without_question(draft, key))
    hanging = [
        said(one.title) for one in load(questionnaire.draft).questions() if one.when and one.when.question == key
    ]
    context = {"question": said(known.title), "hanging": hanging}
    context |= around(questionnaire, questionnaire.phase.consultation)
    return render(request, "consultations/questionnaires/delete.html", context)


@BOTH
@sign_in_to_post
@officers_desk
def condition(request: HttpRequest, questionnaire: Questionnaire, key: str) -> HttpResponse:
    definition = load(questionnaire.draft)
    known = definition.question(key)
    if known is None:
        return redirect(outline_url(questionnaire))
    form = ConditionForm.of(definition, known, questionnaire.edition, posted(request))

    def change(form: ConditionForm) -> Change:
        return lambda draft: drafting.with_condition(draft, key, form.condition)

    return _page(request, questionnaire, form, change, "condition", at=key, question=said(known.title))


@BOTH
@sign_in_to_post
@officers_desk
def intro(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    made = {"languages": languages_of(questionnaire.phase.consultation)}
    standing = load(questionnaire.draft)
    form = IntroForm.of(standing, questionnaire.edition, typed_before(request), data=posted(request), **made)

    def change(form: IntroForm) -> Change:
        return lambda known: drafting.with_intro(known, form.words("intro"))

    return _page(request, questionnaire, form, change, "intro")


@BOTH
@sign_in_to_post
@officers_desk
def page(request: HttpRequest, questionnaire: Questionnaire, key: str = "") -> HttpResponse:
    """Its heading; without a key a new one, at the end."""
    pages = {one.key: one for one in load(questionnaire.draft).pages}
    if key and key not in pages:
        return redirect(outline_url(questionnaire))
    known, key = pages.get(key), key or drafting.next_key("p", drafting.page_keys(ever_asked(questionnaire)))
    made = {"languages": languages_of(questionnaire.phase.consultation), "key": key}
    standing = load(questionnaire.draft)
    form = PageForm.of(standing, questionnaire.edition, typed_before(request), data=posted(request), **made)

    def change(form: PageForm) -> Change:
        return lambda draft: drafting.with_page(draft, _page_of(draft, key, form))

    return _page(request, questionnaire, form, change, "page", at=key, known=known)


def _page_of(draft: Any, key: str, form: PageForm) -> Page:
    standing = next((one for one in draft.pages if one.key == key), None)
    return Page(key, form.words("title"), standing.questions if standing else ())


def _page(
    request: HttpRequest, questionnaire: Questionnaire, form: Any, change: Any, name: str, at: str = "", **more: Any
) -> HttpResponse:
    """Saved and back to the outline, or shown again with what was typed and why."""
    context = {**around(questionnaire, questionnaire.phase.consultation), **more, "typed": bool(typed_before(request))}
    if request.method == "POST" and form.is_valid():
        given = {"edition": edition_in(request), "change": change(form)}
        try:
            services.change_draft(user=request.user, questionnaire=questionnaire, **given)
            return redirect(outline_url(questionnaire, at))
        except Stale as stale:
            form, context["versus"] = differences(form, stale)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context |= {"form": form, "form_class": "wide-form"}
    return render(request, f"consultations/questionnaires/{name}.html", context)
