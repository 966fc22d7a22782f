"""Reading plans: pages that are the same for everybody who has not signed in, and set no cookie."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from policylab.core.clock import db_now
from proposals.answers import answer_period
from proposals.diff import compare_versions
from proposals.enums import Act
from proposals.filters import PlanFilter
from proposals.models import Proposal, Version
from proposals.selectors import any_open, commitments_of, is_standing, kinds_committed, versions_of
from proposals.texts import canonical
from proposals.words import how_late, is_overdue, when_due

from ._plan import frame, plan_or_404, published_or_404
from ._rows import commitment_rows

PER_PAGE = 20
COMMITMENTS_SHOWN = 12
COMMITMENTS_PER_PAGE = 50


@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    chosen = PlanFilter(request.GET)
    return render(request, "proposals/list.html", {"page": chosen.page(PER_PAGE), "chosen": chosen, "now": db_now()})


@require_safe
def detail(request: HttpRequest, ref: str) -> HttpResponse:
    """The text, and who gives what."""
    plan = plan_or_404(request, ref)
    if plan.current is None:
        return render(request, "proposals/draft.html", frame(request, plan, "text", wording=plan.draft, no_index=True))
    given, more = list(commitments_of(plan)[:COMMITMENTS_SHOWN]), plan.commitments_count > COMMITMENTS_SHOWN
    taken = kinds_committed(plan) if more else {one.co for one in given}
    context = frame(request, plan, "text", commitments=commitment_rows(given, taken), more=more)
    more_facts = {"may_commit": any_open(plan.round, Act.values, context["now"]), **_answer_facts(plan, context)}
    return render(request, "proposals/detail.html", {**context, **more_facts})


def _answer_facts(plan: Proposal, context: dict[str, Any]) -> dict[str, str]:
    """How late the answer came, or since when it is owed: asked for once nobody can change the plan any more."""
    if context["answered"]:
        return {"late": how_late(context["answered"])}
    if not is_standing(plan) or any_open(plan.round, Act.values, context["now"]):
        return {}
    period = answer_period(plan.round)
    return {"owed": when_due(period, context["now"]) if is_overdue(period, context["now"]) else ""}


@require_safe
def commitments(request: HttpRequest, ref: str) -> HttpResponse:
    plan = published_or_404(request, ref)
    page = Paginator(commitments_of(plan), COMMITMENTS_PER_PAGE).get_page(request.GET.get("page"))
    rows = commitment_rows(page.object_list, kinds_committed(plan), request.user)
    context = frame(request, plan, "commitments", commitments=rows, page=page)
    return render(
        request,
        "proposals/commitments.html",
        {**context, "may_commit": any_open(plan.round, Act.values, context["now"])},
    )


@require_safe
def comments(request: HttpRequest, ref: str) -> HttpResponse:
    plan = published_or_404(request, ref)
    return render(request, "proposals/comments.html", frame(request, plan, "comments"))


@require_safe
def versions(request: HttpRequest, ref: str) -> HttpResponse:
    """Every version, and the form that compares any two."""
    plan = published_or_404(request, ref)
    page = Paginator(versions_of(plan), COMMITMENTS_PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "proposals/versions.html",
        frame(request, plan, "versions", page=page, numbers=range(1, plan.current.number + 1)),
    )


@require_safe
def version(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """One version, at an address that stays."""
    plan = published_or_404(request, ref)
    text = get_object_or_404(Version, proposal=plan, number=number)
    title = _("Version %(number)s") % {"number": text.number}
    context = frame(request, plan, "versions", wording=text, version_title=title, heading_lang=text.language)
    return render(request, "proposals/version.html", context)


@require_safe
def version_text(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Exactly the bytes that were hashed: `sha256sum` of this file is the digest."""
    text = get_object_or_404(Version, proposal__in=Proposal.objects.public().filter(ref=ref), number=number)
    return HttpResponse(canonical(text), content_type="application/json; charset=utf-8")


@require_safe
def compare(request: HttpRequest, ref: str) -> HttpResponse:
    """Two versions word by word: ?from=1&to=2; without numbers the current one and the one before."""
    plan = published_or_404(request, ref)
    last = plan.current.number
    old, new = _number(request, "from", max(last - 1, 1)), _number(request, "to", last)
    found = {text.number: text for text in Version.objects.filter(proposal=plan, number__in=[old, new])}
    if old not in found or new not in found:
        raise Http404
    changes = [change for change in compare_versions(found[old], found[new]) if change.is_changed]
    context = frame(request, plan, "versions", changes=changes, old=found[old], new=found[new])
    return render(request, "proposals/compare.html", {**context, "numbers": range(1, last + 1)})


def _number(request: HttpRequest, name: str, usual: int) -> int:
    given = request.GET.get(name, "")
    if not given:
        return usual
    if not given.isascii() or not given.isdigit() or len(given) > 6:
        raise Http404
    return int(given)
