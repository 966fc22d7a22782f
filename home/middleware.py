"""The admin speaks the editor's language: its addresses carry no prefix to tell it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

ADMIN = "/admin/"


class EditorsLanguage:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(ADMIN) or not request.user.is_authenticated:
            return self.get_response(request)
        request.LANGUAGE_CODE = request.user.language  # type: ignore[attr-defined]
        with translation.override(request.user.language):
            return self.get_response(request)
