"""A page handed out as a file; or why not just now, with the way back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from policylab.core.errors import Refused
from policylab.core.printing.pdf import pdf_of


def file_of(request: HttpRequest, html: str, name: str, back: str) -> HttpResponse:
    try:
        content = pdf_of(html)
    except Refused as refusal:
        context = {"why": refusal, "back": back, "no_index": True}
        page = render(request, "consultations/report_refused.html", context, status=503)
        page["Retry-After"], page["Cache-Control"] = "60", "no-store"
        return page
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
