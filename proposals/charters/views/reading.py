"""Reading a charter: pages that are the same for everybody who has not signed in, and set no cookie."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proposals.charters.models import Charter, CharterVersion
from proposals.charters.permissions import can_draft_charter
from proposals.charters.selectors import (
    awaited_by,
    public_charter,
    signatures_before,
    signatures_on,
    signatures_withdrawn,
    signed_by_bodies_of,
    versions_of,
)
from proposals.charters.texts import canonical, changes_between
from proposals.models import Proposal
from proposals.views._plan import frame, published_or_404

SIGNATURES_PER_PAGE, SIGNATURES_READ = 60, 1200
SHOWN = 12


def charter_or_404(plan: Proposal) -> Charter:
    charter = public_charter(plan)
    if charter is None:
        raise Http404
    return charter


@require_safe
def detail(request: HttpRequest, ref: str) -> HttpResponse:
    """The newest text, who signed it, who signed an older one only, and whose signature is awaited."""
    plan = published_or_404(request, ref)
    charter = charter_or_404(plan)
    text = charter.current
    before = list(signatures_before(text)[:SHOWN])
    older = {signature.organisation_id for signature in before}
    awaited = [body for body in awaited_by(charter) if body.pk not in older]
    return _page(
        request, plan, "detail", charter, text,
        before=before, awaited=awaited[:SHOWN], withdrawn=signatures_withdrawn(charter),
        may_leave=request.user.is_authenticated and signed_by_bodies_of(request.user, charter).exists(),
        may_draft=request.user.is_authenticated and can_draft_charter(request.user, plan),
    )  # fmt: skip


@require_safe
def version(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """One version with its own signatures, at an address that stays."""
    plan = published_or_404(request, ref)
    charter = charter_or_404(plan)
    text = get_object_or_404(CharterVersion.objects.select_related("plan_version"), charter=charter, number=number)
    earlier = CharterVersion.objects.filter(charter=charter, number=number - 1).first()
    changes = changes_between(earlier, text) if earlier else []
    title = _("Charter, version %(number)s") % {"number": text.number}
    more = {"withdrawn": signatures_withdrawn(charter, text), "changes": changes, "earlier": earlier}
    return _page(request, plan, "version", charter, text, version_title=title, **more)


@require_safe
def version_text(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Exactly the bytes that were hashed and signed: `sha256sum` of this file is the digest."""
    charters = Charter.objects.public().filter(proposal__in=Proposal.objects.public().filter(ref=ref))
    text = get_object_or_404(CharterVersion, charter__in=charters, number=number)
    return HttpResponse(canonical(text), content_type="application/json; charset=utf-8")


def _page(
    request: HttpRequest, plan: Proposal, name: str, charter: Charter, text: CharterVersion, **more: Any
) -> HttpResponse:
    signed = Paginator(list(signatures_on(text)[:SIGNATURES_READ]), SIGNATURES_PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "charter": charter,
        "text": text,
        "page": signed,
        "signed_count": signed.paginator.count,
        "versions": list(versions_of(charter)[:SHOWN]) if charter.current.number > 1 else [],
        **more,
    }
    return render(request, f"proposals/charters/{name}.html", frame(request, plan, "charter", **context))
