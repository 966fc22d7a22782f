"""Whether this node is ready: for machines, who learn no more than that, and in words for an administrator."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from policylab.notices.health_words import summary
from policylab.notices.permissions import can_see_health
from policylab.notices.readiness import readiness, readiness_for_administrators
from policylab.notices.selectors import count_given_up


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 while every part is well, else 503 with the names of those that are not."""
    parts = readiness()
    ready = all(part.well for part in parts)
    words = {part.name: "ok" if part.well else "not ok" for part in parts}
    return JsonResponse({"ready": ready, **words}, status=200 if ready else 503)


@login_required
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    if not can_see_health(request.user):
        raise PermissionDenied
    return render(request, "notices/health.html", summary(readiness_for_administrators(), count_given_up()))
