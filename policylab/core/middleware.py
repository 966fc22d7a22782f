"""Headers of every page: how caches may keep it, what it may load."""

from collections.abc import Callable

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.http import ConditionalGetMiddleware
from django.utils.cache import patch_cache_control, patch_vary_headers

from .asking import each_once


class PublicPages(ConditionalGetMiddleware):
    """A page read without signing in is the same for everybody: any cache keeps it and asks anew each time (DESIGN 4.14).

    It stands outside the session's middleware, so it sees the cookies of the finished answer.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if request.method not in {"GET", "HEAD"} or response.streaming or response.has_header("Cache-Control"):
            return response
        patch_vary_headers(response, ["Cookie"])
        if settings.SESSION_COOKIE_NAME in request.COOKIES or response.cookies:
            patch_cache_control(response, private=True, no_cache=True)
            return response
        patch_cache_control(response, public=True, no_cache=True)
        return super().process_response(request, response)


def asking_once(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A page that is read asks each question about its reader once; an act asks by what stands at that moment."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return get_response(request)
        with each_once():
            return get_response(request)

    return answer


class ContentSecurity(CSPMiddleware):
    """The strict policy everywhere, but for what Wagtail's admin needs, only under its own address."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if request.path.startswith(("/admin/", "/django-admin/")):
            response._csp_update = settings.ADMIN_CONTENT_SECURITY
        return super().process_response(request, response)
