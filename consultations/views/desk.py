"""The officer's desk: what waits, what nobody has answered, what is run and what it gathered, what happened lately."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from consultations.desk import Gathered, gathered_in, happened_in, questions_in, talked_about
from consultations.enums import ConsultationStatus
from consultations.models import Consultation
from consultations.selectors import consultations_run_by, municipalities_run_by, words_of
from policylab.accounts.permissions import has_second_factor
from policylab.accounts.views.refusals import second_factor_needed
from policylab.core.clock import db_now
from policylab.core.numbers import number
from policylab.core.waiting import waiting_rows

from .reading import rows_of

PER_PAGE = 20
WAITING = 30


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Whoever is an officer of no body finds an empty desk and how to get one."""
    bodies = list(municipalities_run_by(request.user))
    if bodies and not has_second_factor(request.user):
        return second_factor_needed(request)
    now = db_now()
    page = Paginator(consultations_run_by(request.user), PER_PAGE).get_page(request.GET.get("page"))
    listed = list(page.object_list)
    talked = talked_about(listed)
    context = {
        "page": page,
        "rows": rows_of(listed, now),
        "figures": figures_of(listed),
        "questions": questions_in(talked, now),
        "happened": happened_in(listed, talked, now),
        "bodies": bodies,
        "now": now,
        "no_index": True,
        **waiting_rows(request.user, now, WAITING),
    }
    return render(request, "consultations/desk.html", context)


def figures_of(consultations: list[Consultation]) -> list[dict[str, Any]]:
    """A row of the table for each that is public: by college in words, comments and supports in numbers."""
    found = gathered_in(consultations)
    public = [one for one in consultations if one.status != ConsultationStatus.DRAFT]
    return [_figures(consultation, found.get(consultation.round_id, Gathered())) for consultation in public]


def _figures(consultation: Consultation, gathered: Gathered) -> dict[str, Any]:
    return {
        "ref": consultation.ref,
        "words": words_of(consultation),
        "colleges": [_in_words(plans, gathered.commitments[college]) for college, plans in gathered.plans.items()],
        "comments": gathered.comments,
        "supports": gathered.supports,
    }


def _in_words(plans: int, commitments: int) -> str:
    """«3 plans · 1 commitment»; what there is none of is left out."""
    parts = [
        plans and ngettext("%(number)s plan", "%(number)s plans", plans) % {"number": number(plans)},
        commitments
        and ngettext("%(number)s commitment", "%(number)s commitments", commitments) % {"number": number(commitments)},
    ]
    return " · ".join(part for part in parts if part) or "–"
