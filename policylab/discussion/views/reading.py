"""The thread by itself, for objects without a page of their own for it, and the short address of a comment."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from policylab.core.registries import links_of

from .place import find_place, to_comment


@require_safe
def thread(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    place = find_place(request, slug, ref)
    if place.address != request.path:
        return HttpResponseRedirect(place.address)
    return render(request, "discussion/thread.html", place.context | {"trail": links_of(place.target)})


@require_safe
def comment(request: HttpRequest, slug: str, ref: str, comment_ref: str) -> HttpResponse:
    """A link to a comment outlives its page number."""
    place = find_place(request, slug, ref, comment_ref)
    return to_comment(place, place.comment)
