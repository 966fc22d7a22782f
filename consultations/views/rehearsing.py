"""A draft's page as everybody will see it, in each of its phases, before anybody does."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from consultations import services, steps
from consultations.enums import ConsultationStatus, PhaseKind
from consultations.missing import CHECK, missing_from
from consultations.models import Consultation
from consultations.selectors import standing_schedule
from policylab.core.clock import db_now
from policylab.core.page_parts import address

from .reading import detail
from .wizard import draft_or_404


@never_cache
@login_required
@require_safe
def rehearse(request: HttpRequest, ref: str) -> HttpResponse:
    """?at= names the phase; what still lacks something is sent to where that is said."""
    consultation = draft_or_404(request, ref)
    if consultation.status != ConsultationStatus.DRAFT or missing_from(consultation, db_now()):
        return redirect(steps.url_of(consultation, CHECK))
    phases = list(standing_schedule(consultation))
    kind = request.GET.get("at", "")
    kind = kind if kind in phases else phases[0]
    request.rehearsal = {
        "chips": _chips(consultation, phases, kind),
        "back": steps.url_of(consultation, CHECK),
        "url": address("questionnaires:preview", ref) if kind == PhaseKind.ASK else "",
    }
    return services.rehearse_consultation(
        user=request.user, consultation=consultation, kind=kind, show=lambda: detail(request, ref)
    )


def _chips(consultation: Consultation, phases: list[str], here: str) -> list[dict[str, Any]]:
    at = steps.url_of(consultation, "rehearse")
    return [{"label": PhaseKind(kind).label, "url": f"{at}?at={kind}", "here": kind == here} for kind in phases]
