"""What the pages of a town share: which town, and who may be here."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from policylab.accounts.permissions import has_second_factor
from policylab.accounts.views.refusals import second_factor_needed
from policylab.directory.models import Organisation
from policylab.directory.selectors import public_organisation
from policylab.residents.permissions import holds_desk


def body_or_404(ref: str) -> Organisation:
    body = public_organisation(ref)
    if body is None:
        raise Http404
    return body


def stopped(request: HttpRequest, body: Organisation, may: bool) -> HttpResponse | None:
    """Nothing for those who may; else how to set up the second factor, where that is all they lack."""
    if may:
        return None
    if holds_desk(request.user, body) and not has_second_factor(request.user):
        return second_factor_needed(request)
    raise PermissionDenied


def town_facts(body: Organisation, **more: Any) -> dict[str, Any]:
    return {"organisation": body, "town": body.territory, "no_index": True, **more}
