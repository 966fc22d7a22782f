"""On paper: the questionnaire to print, with a number on each copy, and the page where what came back is typed in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from consultations.questionnaires import services
from consultations.questionnaires.asked import asked_in
from consultations.questionnaires.definition import load
from consultations.questionnaires.forms.answering import SheetForm
from consultations.questionnaires.forms.fields import Ground
from consultations.questionnaires.forms.paper import IN_A_FILE, PaperForm, PrintForm, WaitForm
from consultations.questionnaires.models import Questionnaire, Wording
from consultations.questionnaires.permissions import can_enter_paper, can_print_paper, can_wait_for_paper
from consultations.questionnaires.printed import printed
from consultations.questionnaires.said import said
from consultations.questionnaires.selectors import handed_in, wording_of
from consultations.views.files import file_of
from policylab.core.clock import db_now
from policylab.core.errors import Refused
from policylab.core.printing.pdf import can_print
from policylab.territories.pinning import pin_map_of

from ._frame import frame, questionnaire_or_404


def helpers_desk(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For officers and facilitators of the body that runs it, from the opening on."""

    @never_cache
    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, ref: str) -> HttpResponse:
        questionnaire = questionnaire_or_404(request, ref)
        if not can_print_paper(request.user, questionnaire):
            raise PermissionDenied
        return view(request, questionnaire)

    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
@helpers_desk
def paper(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """How many; then the sheets, on the screen to print, or as a file. What is sent: how long the count waits for them."""
    wait = WaitForm(request.POST if request.method == "POST" else None, initial={"days": questionnaire.paper_days})
    if request.method == "POST" and wait.is_valid():
        services.wait_for_paper(user=request.user, questionnaire=questionnaire, days=wait.cleaned_data["days"])
        messages.success(request, _("Saved. Everybody reads when the results come."))
        return redirect(request.get_full_path())
    form = PrintForm(request.GET if "copies" in request.GET else None)
    ready = form.is_bound and form.is_valid()
    entered, now = questionnaire.handed_in.exclude(paper=None), db_now()
    highest = entered.order_by("-paper").values_list("paper", flat=True).first() or 0
    context = frame(
        questionnaire,
        form=form if form.is_bound else PrintForm(initial={"first": highest + 1}),
        query=request.GET.urlencode() if ready else "",
        offers_file=ready and can_print() and len(form.numbers()) <= IN_A_FILE,
        entered=entered.count(),
        may_enter=can_enter_paper(request.user, questionnaire, now),
        wait=wait if can_wait_for_paper(request.user, questionnaire, now) else None,
        no_index=True,
    )
    return render(request, "consultations/questionnaires/paper.html", context)


@require_safe
@helpers_desk
def sheets(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """In the language of its address, as it will be printed."""
    return render(request, "consultations/questionnaires/sheets.html", _sheets(request, questionnaire))


@require_safe
@helpers_desk
def sheets_file(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    context = _sheets(request, questionnaire) | {"press": True}
    if not context["offers_file"]:
        raise Http404
    html = render_to_string("consultations/questionnaires/sheets.html", context)
    ref = questionnaire.phase.consultation.ref
    return file_of(
        request, html, f"questionnaire-{ref}-{get_language()}.pdf", reverse("questionnaires:paper", args=[ref])
    )


def _sheets(request: HttpRequest, questionnaire: Questionnaire) -> dict[str, Any]:
    form = PrintForm(request.GET or {"first": "1", "copies": "1"})
    if not form.is_valid():
        raise Http404
    consultation, wording = questionnaire.phase.consultation, _asked(questionnaire)
    definition = load(wording.definition)
    pins = pin_map_of(consultation.territory) if consultation.territory else None
    return frame(
        questionnaire,
        numbers=form.numbers(),
        wording=wording,
        intro=said(definition.intro),
        pages=printed(definition),
        places=pins.names() if pins else [],
        drawing=mark_safe(pins.drawn(numbered=True)) if pins else "",
        query=request.GET.urlencode(),
        offers_file=can_print() and len(form.numbers()) <= IN_A_FILE,
        LANGUAGE_CODE=(get_language() or "fr")[:2],
        LANGUAGE_BIDI=get_language_bidi(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@helpers_desk
def enter(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """All questions on one page, in the order of the paper; then the next one."""
    if not can_enter_paper(request.user, questionnaire, db_now()):
        return redirect("questionnaires:detail", questionnaire.phase.consultation.ref)
    wording = _asked(questionnaire, request.GET.get("wording", ""))
    form = _sheet_form(request, questionnaire, wording)
    if request.method != "POST":
        return _desk(request, questionnaire, wording, PaperForm(initial={"language": get_language()}), form)
    moved = any(name.endswith("_map.x") for name in request.POST)
    form.is_valid()
    gaps = not moved and not form.errors and not form.ask_for_missing()
    about = PaperForm(request.POST, asks_about_gaps=gaps)
    if moved or not about.is_valid() or _stopped(form, about, gaps):
        return _desk(request, questionnaire, wording, about, form)
    try:
        services.enter_paper(
            user=request.user, questionnaire=questionnaire, wording=wording, replies=form.given,
            paper=about.cleaned_data["paper"], language=about.cleaned_data["language"],
        )  # fmt: skip
    except Refused as refusal:
        about.add_error(refusal.field, str(refusal))
        return _desk(request, questionnaire, wording, about, form)
    messages.success(
        request, _("Paper %(number)04d is entered. Now the next one.") % {"number": about.cleaned_data["paper"]}
    )
    return redirect(request.get_full_path())


def _stopped(form: SheetForm, about: PaperForm, gaps: bool) -> bool:
    """Nobody can ask the writer of a paper again: what was left empty is entered so, once somebody has looked."""
    return bool(form.errors) and not (gaps and about.cleaned_data["left_empty"])


def _asked(questionnaire: Questionnaire, number: str = "") -> Wording:
    """The one printed on the paper in hand, by its number; else the newest."""
    wanted = int(number) if number.isdecimal() and len(number) < 5 else 0
    found = questionnaire.wordings.filter(number=wanted).first() or wording_of(questionnaire)
    if found is None:
        raise Http404
    return found


def _sheet_form(request: HttpRequest, questionnaire: Questionnaire, wording: Wording) -> SheetForm:
    definition, territory = load(wording.definition), questionnaire.phase.consultation.territory
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    pins = pin_map_of(territory) if territory else None
    ground = Ground(pins=lambda: pins)
    return SheetForm(*given, definition=definition, questions=list(definition.questions()), replies={}, ground=ground)


def _desk(
    request: HttpRequest, questionnaire: Questionnaire, wording: Wording, about: PaperForm, form: SheetForm
) -> HttpResponse:
    context = frame(
        questionnaire, wording=wording, about=about, form=form, questions=asked_in(form, form.definition, form.questions),
        no_index=True,
        wordings=questionnaire.wordings.order_by("-number"), entered=handed_in(questionnaire), multipart=form.is_multipart(),
    )  # fmt: skip
    return render(request, "consultations/questionnaires/enter.html", context)
