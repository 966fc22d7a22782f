"""Where to go next: only to pages of this site."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

LONGEST = 2000


def local(url: str | None) -> str:
    """The address if it is a path of this site, else nothing: a link to our door must not lead on to somebody else's."""
    url = (url or "").strip()
    fits = url.startswith("/") and len(url) <= LONGEST and url_has_allowed_host_and_scheme(url, allowed_hosts=None)
    return url if fits else ""


def next_of(request: HttpRequest) -> str:
    return local(request.POST.get("next") or request.GET.get("next"))


def with_next(name: str, url: str) -> str:
    """The address of one of our pages that leads on to `url` afterwards."""
    return f"{reverse(name)}?{urlencode({'next': url})}" if local(url) else reverse(name)
