"""Pages without a domain: refusals, and the sign of life."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The session ended while a form was open: say so, and show what was typed so that nothing is lost."""
    typed = [
        (name, value)
        for name, value in request.POST.items()
        if name != "csrfmiddlewaretoken" and "password" not in name
    ]
    return render(request, "403_csrf.html", {"typed": typed}, status=403)


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked, so that a database in trouble does not make a supervisor kill it."""
    return HttpResponse("ok\n", content_type="text/plain")
