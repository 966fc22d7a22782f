"""How long to wait, in words, and the header that says it to machines."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

TOO_MANY_REQUESTS = 429


def in_words(seconds: int) -> str:
    """«45 seconds», «12 minutes», «3 hours»: never less than it takes."""
    if seconds < 100:
        return ngettext("%(count)s second", "%(count)s seconds", seconds) % {"count": seconds}
    minutes = -(-seconds // 60)
    if minutes < 100:
        return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
    hours = -(-minutes // 60)
    return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}


def too_early(seconds: int) -> str:
    return _("Not so fast: try again in %(time)s.") % {"time": in_words(seconds)}


def refused(response: HttpResponse, seconds: int) -> HttpResponse:
    response.status_code = TOO_MANY_REQUESTS
    response["Retry-After"] = str(seconds)
    return response
