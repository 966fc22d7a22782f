"""Reading and coding free replies: for officers and facilitators, once the questionnaire is counted."""

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from consultations.questionnaires import coding
from consultations.questionnaires.coded import in_words
from consultations.questionnaires.counted import releases_of, replies_to, withheld_of
from consultations.questionnaires.definition import Question
from consultations.questionnaires.forms.coding import CodeForm, ReleaseForm, WithholdForm
from consultations.questionnaires.models import Questionnaire, Sheet
from consultations.questionnaires.permissions import can_code_replies, can_release_replies, lacks_second_factor
from consultations.questionnaires.said import said
from consultations.questionnaires.services import coding as services
from policylab.accounts.views.refusals import second_factor_needed
from policylab.core.errors import Refused

from ._counted import below_results, counted_or_404, text_question_or_404

PER_PAGE = 20
View = Callable[..., HttpResponse]


def readers(view: View) -> View:
    """For officers and facilitators of the body; who lacks only the second factor is told so."""

    @wraps(view)
    @never_cache
    @login_required
    def guarded(request: HttpRequest, ref: str, question: str, **parts: Any) -> HttpResponse:
        questionnaire = counted_or_404(request, ref)
        asked = text_question_or_404(questionnaire, question)
        if can_code_replies(request.user, questionnaire):
            return view(request, questionnaire, asked, **parts)
        if lacks_second_factor(request.user, questionnaire.phase.consultation):
            return second_factor_needed(request)
        raise PermissionDenied

    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def replies(request: HttpRequest, questionnaire: Questionnaire, asked: Question) -> HttpResponse:
    """A page of replies with a tick for each code. What is pressed covers the page that was shown, reply by reply."""
    if request.method == "POST":
        return _coded(request, questionnaire, asked)
    return render(request, "consultations/questionnaires/coding.html", _context(request, questionnaire, asked))


def _coded(request: HttpRequest, questionnaire: Questionnaire, asked: Question) -> HttpResponse:
    ticks = {
        sheet: [int(code) for code in request.POST.getlist(f"code-{sheet}") if code.isdecimal() and len(code) < 18]
        for sheet in request.POST.getlist("reply")[:PER_PAGE]
    }
    try:
        services.code_replies(user=request.user, questionnaire=questionnaire, question=asked.key, ticks=ticks)
        messages.success(request, _("Your ticks are kept."))
    except Refused as refusal:
        messages.warning(request, str(refusal))
    after = request.POST.get("next_page", "")
    url = reverse("questionnaires:coding", args=[questionnaire.phase.consultation.ref, asked.key])
    return redirect(f"{url}?page={after}" if after.isdecimal() and len(after) < 6 else url)


def _context(request: HttpRequest, questionnaire: Questionnaire, asked: Question) -> dict[str, Any]:
    sample = coding.sample_of(questionnaire, asked.key)
    codes, codings = coding.codes_of(questionnaire, asked.key), coding.codings_of(questionnaire, asked.key)
    progress = coding.progress_of(sample, codings)
    page = Paginator(replies_to(questionnaire, asked.key), PER_PAGE).get_page(request.GET.get("page"))
    return below_results(
        questionnaire,
        asked=asked,
        title=said(asked.title),
        page=page,
        rows=_rows(request.user, page.object_list, asked, progress, coding.own_ticks(request.user, codings)),
        codes=codes,
        sample=len(sample),
        done=progress.coders.get(request.user.pk, 0),
        others=[done for coder, done in progress.coders.items() if coder != request.user.pk],
        may_join=progress.may_join(request.user),
        agreements=in_words(coding.agreements(codes, progress, codings)),
        release=releases_of(questionnaire).get(asked.key),
        may_release=can_release_replies(request.user, questionnaire),
        form=CodeForm(),
        no_index=True,
    )


def _rows(
    user: Any, sheets: Iterable[Sheet], asked: Question, progress: coding.Progress, mine: Mapping[str, set[int]]
) -> list[dict[str, Any]]:
    withheld, may_join = withheld_of(sheets, asked.key), progress.may_join(user)
    return [
        {
            "sheet": sheet,
            "withheld": withheld.get(sheet.pk),
            "coding": may_join and sheet.pk in progress.sample,
            "read": sheet.pk in mine,
            "ticks": mine.get(sheet.pk, set()),
        }
        for sheet in sheets
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def add_code(request: HttpRequest, questionnaire: Questionnaire, asked: Question) -> HttpResponse:
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_code(user=request.user, questionnaire=questionnaire, question=asked.key, **form.cleaned_data)
            return _back(questionnaire, asked, "#codes")
        except Refused as refusal:
            form.add_error("title", str(refusal))
    return _form(request, questionnaire, asked, form, heading=_("A new code"), submit=_("Add the code"))


@require_POST
@readers
def drop_code(request: HttpRequest, questionnaire: Questionnaire, asked: Question, number: int) -> HttpResponse:
    code = next((code for code in coding.codes_of(questionnaire, asked.key) if code.pk == number), None)
    if code is None:
        raise Http404
    try:
        services.drop_code(user=request.user, code=code)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return _back(questionnaire, asked, "#codes")


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def withhold(request: HttpRequest, questionnaire: Questionnaire, asked: Question, key: str) -> HttpResponse:
    """Leave a reply out, or take that back where it is left out already."""
    sheet = get_object_or_404(replies_to(questionnaire, asked.key).select_related("questionnaire"), pk=key)
    if request.method == "POST" and "show" in request.POST:
        services.show_reply(user=request.user, sheet=sheet, question=asked.key)
        return _back(questionnaire, asked)
    form = WithholdForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.withhold_reply(user=request.user, sheet=sheet, question=asked.key, **form.cleaned_data)
        messages.success(request, _("The reply is left out."))
        return _back(questionnaire, asked)
    context = {"heading": _("Leave a reply out"), "submit": _("Leave it out"), "reply": _reply(sheet, asked)}
    return _form(request, questionnaire, asked, form, **context)


def _reply(sheet: Sheet, asked: Question) -> dict[str, Any]:
    return {"sheet": sheet, "withheld": withheld_of([sheet], asked.key).get(sheet.pk)}


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def release(request: HttpRequest, questionnaire: Questionnaire, asked: Question) -> HttpResponse:
    if not can_release_replies(request.user, questionnaire):
        raise PermissionDenied
    form = ReleaseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.release_replies(user=request.user, questionnaire=questionnaire, question=asked.key)
        messages.success(request, _("Everybody can read the replies now."))
        return _back(questionnaire, asked)
    return _form(request, questionnaire, asked, form, heading=_("Show the replies to everybody"), submit=_("Show them"))


def _form(request: HttpRequest, questionnaire: Questionnaire, asked: Question, form: Any, **more: Any) -> HttpResponse:
    context = below_results(questionnaire, asked=asked, title=said(asked.title), form=form, no_index=True, **more)
    status = 400 if form.errors else 200
    return render(request, "consultations/questionnaires/coding_form.html", context, status=status)


def _back(questionnaire: Questionnaire, asked: Question, at: str = "") -> HttpResponse:
    url = reverse("questionnaires:coding", args=[questionnaire.phase.consultation.ref, asked.key])
    return redirect(url + at)
