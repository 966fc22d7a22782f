"""One way into both admins: through our door, with the office and the second factor."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from .permissions import has_second_factor, is_administrator, is_editor
from .views.refusals import second_factor_needed

EDITORS, ADMINISTRATORS = "/admin/", "/django-admin/"
# Wagtail's own doors stay shut: signing in, out and passwords are ours.
WAGTAIL_DOORS = ("/admin/login/", "/admin/logout/", "/admin/password_reset/")


class AdminDoor:
    """Nobody without the office sees any admin page, not even its sign-in; those without second factor are told how."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith((EDITORS, ADMINISTRATORS)):
            return self.get_response(request)
        return self.refusal(request) or self.get_response(request)

    def refusal(self, request: HttpRequest) -> HttpResponse | None:
        may = is_editor if request.path.startswith(EDITORS) else is_administrator
        if request.path.startswith(WAGTAIL_DOORS):
            return redirect("account_logout" if "logout" in request.path else "account_login")
        if not request.user.is_authenticated:
            back = request.get_full_path() if request.method in {"GET", "HEAD"} else EDITORS
            return redirect(f"{reverse('account_login')}?{urlencode({'next': back})}")
        if not may(request.user):
            return render(request, "accounts/no_office.html", {"no_index": True}, status=403)
        if not has_second_factor(request.user):
            return second_factor_needed(request)
        return None
