"""Pages without a domain: refusals."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The session ended while a form was open: say so, and show what was typed so that nothing is lost."""
    typed = [(name, value) for name, value in request.POST.items() if name != "csrfmiddlewaretoken" and "password" not in name]
    return render(request, "403_csrf.html", {"typed": typed}, status=403)
