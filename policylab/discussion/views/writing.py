"""Writing, answering, correcting. Each form has its own address; what was typed before signing in survives it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from policylab.accounts.typed import sign_in_to_post, to_the_door, typed_before
from policylab.core.errors import Refused, Stale
from policylab.discussion import services
from policylab.discussion.forms import CommentForm, EditForm
from policylab.discussion.permissions import TIME_TO_EDIT
from policylab.discussion.services.posting import edition_of
from policylab.discussion.thread import who_speaks

from .place import Place, find_place, to_comment


@sign_in_to_post
@require_http_methods(["GET", "HEAD", "POST"])
def post(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    return _write(request, find_place(request, slug, ref))


@sign_in_to_post
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, slug: str, ref: str, comment_ref: str) -> HttpResponse:
    return _write(request, find_place(request, slug, ref, comment_ref))


def _write(request: HttpRequest, place: Place) -> HttpResponse:
    form = CommentForm(request.POST or None, user=request.user, initial=typed_before(request))
    if request.method == "POST" and form.is_valid():
        try:
            written = services.post_comment(
                user=request.user,
                target=place.target,
                text=form.cleaned_data["text"],
                language=form.cleaned_data["language"],
                reply_to_ref=place.comment.ref if place.comment else "",
                organisation=form.organisation,
            )
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("Your comment is published. You can correct it for 15 minutes."))
            return to_comment(place, written)
    closed = "" if request.method == "POST" else str(place.rule.why_closed(place.target, request.user) or "")
    return render(request, "discussion/write.html", place.context | _answered(place) | {"form": form, "closed": closed})


@sign_in_to_post
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str, ref: str, comment_ref: str) -> HttpResponse:
    place = find_place(request, slug, ref, comment_ref)
    comment = place.comment
    stands = {"text": comment.comment, "language": comment.language, "seen": edition_of(comment)}
    if not request.user.is_authenticated:
        return to_the_door(request, request.path)
    if comment.user_id != request.user.pk:
        raise PermissionDenied
    form = EditForm(request.POST or None, initial=stands | typed_before(request))
    context = place.context | {"form": form, "minutes": int(TIME_TO_EDIT.total_seconds() // 60)}
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_comment(user=request.user, target=place.target, comment=comment, **form.cleaned_data)
        except Stale as stale:
            form.add_error(None, str(stale))
            form.data = form.data.copy()
            form.data["seen"] = edition_of(comment)  # sent once more, it replaces what is now shown beside it
            context |= {"mine": form.cleaned_data["text"], "current": stale.current}
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("Your comment is changed."))
            return to_comment(place, comment)
    return render(request, "discussion/edit.html", context)


def _answered(place: Place) -> dict[str, Any]:
    """What is answered, to be read above the form; not its words where they are hidden."""
    comment = place.comment
    if comment is None or comment.hidden_at:
        return {}
    return {"answered": who_speaks(comment) | {"text": comment.comment, "lang": comment.language}}
