"""Reading consultations: pages that are the same for everybody who has not signed in, and set no cookie."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from consultations import steps
from consultations.answering import step_reached
from consultations.changes import halt_among, public_changes
from consultations.enums import ConsultationStatus
from consultations.filters import ConsultationFilter, PlansOfConsultation
from consultations.kept import chapter
from consultations.selectors import current_phase, is_paused, schedule_of, words_of
from policylab.core.clock import Stage, db_now
from proposals.selectors import plans_of_round

from .frame import consultation_or_404, frame, public_or_404

PER_PAGE = 20
PLANS_SHOWN = 6


@require_safe
def consultations(request: HttpRequest) -> HttpResponse:
    now = db_now()
    chosen = ConsultationFilter(request.GET, now)
    page = Paginator(chosen.consultations(), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "consultations/list.html", {"page": page, "rows": rows_of(page, now), "chosen": chosen, "now": now}
    )


def rows_of(consultations: Any, now: Any) -> list[dict[str, Any]]:
    """What `consultations/_row.html` shows of each; they were read `with_rows`."""
    listed: list[Any] = list(consultations)
    return [_row(found, now) for found in listed]


def _row(consultation: Any, now: Any) -> dict[str, Any]:
    schedule = schedule_of(consultation, now)
    phase = current_phase(schedule)
    upcoming = phase is not None and phase.stage == Stage.UPCOMING
    running = consultation.status == ConsultationStatus.OPENED and not is_paused(consultation)
    can_act = phase is not None and running and phase.is_there
    return {
        "consultation": consultation,
        "words": words_of(consultation),
        "step": step_reached(schedule, consultation.adopted_within),
        "phase": phase,
        "paused": is_paused(consultation),
        "plans": consultation.plans_within,
        "closes": phase.closes_at if phase and can_act and not upcoming else None,
        "opens": phase.opens_at if phase and running and upcoming else None,
    }


@require_safe
def detail(request: HttpRequest, ref: str) -> HttpResponse:
    """What is asked and promised, where it stands, and the first plans."""
    consultation = consultation_or_404(request, ref)
    if consultation.status == ConsultationStatus.DRAFT:
        return redirect(steps.url_of(consultation, steps.first_open(consultation)))
    plans = list(plans_of_round(consultation.round)[: PLANS_SHOWN + 1])
    chosen = PlansOfConsultation(QueryDict(), consultation)
    changes = public_changes(consultation)
    context = frame(
        request,
        consultation,
        "about",
        plans=plans[:PLANS_SHOWN],
        more=len(plans) > PLANS_SHOWN,
        chosen=chosen,
        kept=next(iter(chapter(consultation, consultation.instant)), None),
        changes={"facts": changes},
        halt=halt_among(consultation, changes),
    )
    return render(request, "consultations/detail.html", context)


@require_safe
def plans(request: HttpRequest, ref: str) -> HttpResponse:
    consultation = public_or_404(request, ref)
    chosen = PlansOfConsultation(request.GET, consultation)
    context = frame(request, consultation, "plans", page=chosen.page(PER_PAGE), chosen=chosen)
    return render(request, "consultations/plans.html", context)
