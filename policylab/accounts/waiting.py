"""Refusals because of a rate limit: the sentence for people, the header for machines."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from policylab.core.dates import wait_words

TOO_MANY_REQUESTS = 429


def too_early(seconds: int) -> str:
    return _("Not so fast: try again in %(time)s.") % {"time": wait_words(seconds)}


def refused(response: HttpResponse, seconds: int) -> HttpResponse:
    response.status_code = TOO_MANY_REQUESTS
    response["Retry-After"] = str(seconds)
    return response
