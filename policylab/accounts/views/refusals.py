"""Too often: our page, with what was typed and when to try again. allauth finds it as handler429 of policylab.urls."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from policylab.accounts.waiting import refused

SHOWN_NEVER = {"csrfmiddlewaretoken", "code", "credential"}


def too_many(request: HttpRequest, seconds: int = 15 * 60) -> HttpResponse:
    """A quarter of an hour is the longest of allauth's own limits that meet people; ours say the exact time."""
    typed = [
        (name, value)
        for name, value in request.POST.items()
        if value.strip() and name not in SHOWN_NEVER and "password" not in name
    ]
    facts = {"typed": typed, "retry_after": seconds, "no_index": True}
    return refused(render(request, "429.html", facts), seconds)


def second_factor_needed(request: HttpRequest) -> HttpResponse:
    """For an officer who may, but for the second factor: how to set it up."""
    return render(request, "accounts/second_factor_needed.html", {"no_index": True}, status=403)
