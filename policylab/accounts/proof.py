"""Proof that it is still you, not somebody who found the phone: asked before what could lock you out or tell all about you.

A proof lasts 15 minutes and signing in is one. Whoever has a second factor proves by that; a mailbox would be less.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from .addresses import with_next
from .permissions import has_second_factor
from .typed import keep_typed, to_the_door

MAILBOX, PASSWORD, SECOND_FACTOR = "code", "password", "mfa"


def proved_recently(request: HttpRequest) -> bool:
    since = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    strong = has_second_factor(request.user)
    return any(
        record.get("at", 0) >= since and (record.get("method") == SECOND_FACTOR or not strong)
        for record in get_authentication_records(request, request.user)
    )


def proof_required(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Leads through the page that asks for proof and back; what was posted waits at its form."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and proved_recently(request):
            return view(request, *args, **kwargs)
        if request.method == "POST":
            keep_typed(request)
        if not request.user.is_authenticated:
            return to_the_door(request, request.get_full_path())
        return redirect(with_next("accounts:proof", request.get_full_path()))

    return guarded
