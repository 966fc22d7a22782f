"""The number beside «Notices» in the header; counted only where the header asks, which is for readers who signed in."""

from django.http import HttpRequest

from .selectors import unread_count


def notices(request: HttpRequest) -> dict[str, object]:
    return {"unread_notices": lambda: unread_count(request.user)}
