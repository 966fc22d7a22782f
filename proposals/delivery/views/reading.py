"""The tab of a plan on which one sees what was promised and what came of it. The same for everybody who has not signed in."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from proposals.delivery.evidence import TYPES
from proposals.delivery.permissions import can_promise_milestone, delivers
from proposals.delivery.selectors import bodies_of, figures_of, indicators_of, read_milestones, report_with_file
from proposals.delivery.standing import today_of
from proposals.delivery.ways_on import ways_from
from proposals.delivery.words import how_far, indicator_row, next_of, rows_of
from proposals.models import Proposal
from proposals.views._plan import frame, published_or_404


@require_safe
def detail(request: HttpRequest, ref: str) -> HttpResponse:
    plan = published_or_404(request, ref)
    today = today_of(plan.instant)
    milestones = read_milestones(plan, today)
    context = frame(request, plan, "delivery")
    rows = rows_of(milestones, today, **_reader(request, plan))
    indicators = [indicator_row(indicator) for indicator in indicators_of(plan)]
    return render(
        request,
        "proposals/delivery/detail.html",
        {
            **context,
            "rows": rows,
            "next": next_of(rows),
            "how_far": how_far(figures_of(milestones, today)) if rows else "",
            "indicators": indicators,
            "adopted": delivers(plan) if not rows else True,
            "ways": ways_from(plan, request.user),
            "may_promise": can_promise_milestone(request.user, plan) if request.user.is_authenticated else False,
        },
    )


def _reader(request: HttpRequest, plan: Proposal) -> dict[str, Any]:
    """For whom the reader acts, so that each milestone shows its acts to those who may."""
    mine = bodies_of(request.user, plan)
    return {"acting": {body.pk for body in mine}, "town_hall": plan.round.asked_by in mine}


@require_safe
def evidence(request: HttpRequest, ref: str, report: str) -> HttpResponseBase:
    """A file as it was checked: saved by the reader, never opened by the browser as a page of ours."""
    plan = published_or_404(request, ref)
    found = report_with_file(plan, report)
    if found is None or not found.file.name or not found.file.storage.exists(found.file.name):
        raise Http404
    kind = TYPES[found.file_name.rpartition(".")[2]]
    return FileResponse(found.file.open("rb"), as_attachment=True, filename=found.file_name, content_type=kind)
