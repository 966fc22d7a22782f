"""What was typed before signing in, or after a session had ended, survives: it waits in the session at its form.

    @sign_in_to_post
    def comment(request, ref): ...            # an anonymous POST is kept and leads through the door back to this address
    form = CommentForm(posted(request), initial=typed_before(request))

The words stay until the form is posted by somebody signed in: a page that failed to load on a bad line loses nothing.
Passwords, tokens and files are not kept.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect

SESSION_KEY = "typed"
FORMS_KEPT = 5
LETTERS_KEPT = 400_000
KEPT_FOR = 24 * 3600


def keep_typed(request: HttpRequest, path: str | None = None) -> None:
    """Keeps what was posted for the form at `path` (this very address by default); the oldest of more than five goes."""
    data = {
        name: values
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken" and "password" not in name and name != "credential"
    }
    if sum(len(value) for values in data.values() for value in values) > LETTERS_KEPT:
        return
    kept = {key: entry for key, entry in request.session.get(SESSION_KEY, {}).items() if key != (path or request.path)}
    kept[path or request.path] = {"data": data, "at": time.time()}
    request.session[SESSION_KEY] = dict(list(kept.items())[-FORMS_KEPT:])


def typed_before(request: HttpRequest, path: str | None = None) -> dict[str, Any]:
    """For a form's `initial`: single values as they are, several as a list. Empty where nothing waits."""
    if not request.user.is_authenticated:
        return {}  # a reader without session gets none from us
    entry = request.session.get(SESSION_KEY, {}).get(path or request.path)
    if not entry or time.time() - entry["at"] > KEPT_FOR:
        return {}
    return {name: values[0] if len(values) == 1 else values for name, values in entry["data"].items()}


def waits_for(request: HttpRequest, onward: str) -> bool:
    """Whether something typed waits at the address one is led on to: the door says so to whoever fears that it is lost."""
    return urlsplit(onward).path in request.session.get(SESSION_KEY, {})


def forget_typed(request: HttpRequest, path: str | None = None) -> None:
    kept = request.session.get(SESSION_KEY, {})
    if (path or request.path) in kept:
        request.session[SESSION_KEY] = {key: entry for key, entry in kept.items() if key != (path or request.path)}


def posted(request: HttpRequest) -> Any:
    """What a form is filled with: an empty post is still a post."""
    return request.POST if request.method == "POST" else None


def to_the_door(request: HttpRequest, back: str) -> HttpResponse:
    """Off to sign in, then to `back`; htmx is told to leave the page."""
    url = f"{reverse('account_login')}?{urlencode({'next': back})}"
    return HttpResponseClientRedirect(url) if getattr(request, "htmx", False) else redirect(url)


def sign_in_to_post(view: Callable[..., HttpResponse] | None = None, *, back: Callable[..., str] | None = None) -> Any:
    """Anybody may open the form; posting it needs an account, and what was typed waits meanwhile.

    `back(request, *args, **kwargs)` is the path of the page with the form, where that is not the address posted to.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method != "POST":
                return view(request, *args, **kwargs)
            path = back(request, *args, **kwargs) if back else request.path
            if not request.user.is_authenticated:
                keep_typed(request, path)
                return to_the_door(request, path if back else request.get_full_path())
            forget_typed(request, path)
            return view(request, *args, **kwargs)

        return guarded

    return decorate(view) if view else decorate
