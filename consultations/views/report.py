"""The end of a consultation in one page: on the screen, on paper."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consultations.changes import halt_of
from consultations.enums import Level
from consultations.models import Consultation
from consultations.promises import PROMISES
from consultations.report import report
from consultations.selectors import colleges_of, schedule_of, words_of
from consultations.sharing import short_of
from policylab.core.printing.pdf import can_print

from .files import file_of
from .frame import public_or_404, wording


@require_safe
def detail(request: HttpRequest, ref: str) -> HttpResponse:
    return render(request, "consultations/report.html", report_context(request, public_or_404(request, ref)))


@require_safe
def as_pdf(request: HttpRequest, ref: str) -> HttpResponse:
    """Only where this installation can make one; elsewhere there is no such address."""
    consultation = public_or_404(request, ref)
    if not can_print():
        raise Http404
    html = render_to_string("consultations/report_pdf.html", report_context(request, consultation))
    return file_of(
        request, html, f"consultation-{ref}-{get_language()}.pdf", reverse("consultations:report", args=[ref])
    )


def report_context(request: HttpRequest, consultation: Consultation) -> dict[str, Any]:
    """Lighter than a tab's frame: no panel, no tabs, no trail, because the page gathers what those lead to."""
    now = consultation.instant
    schedule, words = schedule_of(consultation, now), words_of(consultation)
    level = Level(consultation.level)
    return {
        "consultation": consultation,
        **wording(words),
        "promise_level": level.label,
        "promise": PROMISES[level].sentence,
        "colleges": colleges_of(consultation),
        "now": now,
        "short": short_of(consultation),
        "halt": halt_of(consultation),
        "offers_file": can_print(),
        "LANGUAGE_CODE": get_language(),
        "host": f"{request.scheme}://{request.get_host()}",
        "crumbs": [
            (_("Consultations"), reverse("consultations:list")),
            (words.title, reverse("consultations:detail", args=[consultation.ref])),
        ],
        **report(consultation, schedule, now),
    }
