"""Complaints, and what moderators do about them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from policylab.accounts.typed import sign_in_to_post, typed_before
from policylab.core.errors import Refused
from policylab.discussion import services
from policylab.discussion.forms import ReasonForm
from policylab.discussion.permissions import can_hide_comment
from policylab.discussion.selectors import flags_about
from policylab.discussion.thread import who_speaks

from .place import Place, find_place, to_comment


@sign_in_to_post
@require_http_methods(["GET", "HEAD", "POST"])
def flag(request: HttpRequest, slug: str, ref: str, comment_ref: str) -> HttpResponse:
    place = find_place(request, slug, ref, comment_ref)
    hint = _("Facilitators read it; nobody is told who you are.")
    form = ReasonForm(request.POST or None, hint=hint, initial=typed_before(request))
    done = _("Thank you. The facilitators will look at this comment.")
    return _with_reason(request, place, form, services.flag_comment, done) or _page(request, "flag", place, form)


@sign_in_to_post
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hide(request: HttpRequest, slug: str, ref: str, comment_ref: str) -> HttpResponse:
    place = _moderated(request, slug, ref, comment_ref)
    hint = _("Everybody reads it in place of the comment, with your name.")
    form = ReasonForm(request.POST or None, hint=hint, initial=typed_before(request))
    done = _("The comment is hidden. Answers to it stay.")
    return _with_reason(request, place, form, services.hide_comment, done) or _page(request, "hide", place, form)


@login_required
@require_POST
def show(request: HttpRequest, slug: str, ref: str, comment_ref: str) -> HttpResponse:
    place = _moderated(request, slug, ref, comment_ref)
    services.show_comment(user=request.user, target=place.target, comment=place.comment)
    messages.success(request, _("The comment is shown again."))
    return to_comment(place, place.comment)


@login_required
@require_POST
def settle(request: HttpRequest, slug: str, ref: str, comment_ref: str) -> HttpResponse:
    place = _moderated(request, slug, ref, comment_ref)
    services.settle_flags(user=request.user, target=place.target, comment=place.comment)
    messages.success(request, _("The flags are settled; the comment stands."))
    return to_comment(place, place.comment)


def _moderated(request: HttpRequest, slug: str, ref: str, comment_ref: str) -> Place:
    place = find_place(request, slug, ref, comment_ref)
    if not can_hide_comment(request.user, place.target, place.rule):
        raise PermissionDenied
    return place


def _with_reason(
    request: HttpRequest, place: Place, form: ReasonForm, act: Callable[..., None], done: str
) -> HttpResponse | None:
    """Does it and leads back to the comment; nothing where the form is to be shown (again)."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        act(user=request.user, target=place.target, comment=place.comment, reason=form.cleaned_data["reason"])
    except Refused as refusal:
        form.add_error(refusal.field, str(refusal))
        return None
    messages.success(request, done)
    return to_comment(place, place.comment)


def _page(request: HttpRequest, name: str, place: Place, form: ReasonForm) -> HttpResponse:
    comment = place.comment
    shown = {"text": comment.comment, "lang": comment.language, "when": comment.submit_date}
    context: dict[str, Any] = {"form": form, "comment": comment, "shown": who_speaks(comment) | shown}
    if name == "hide":
        context["flags"] = flags_about(comment)
    elif comment.hidden_at:
        context["shown"] = None
    return render(request, f"discussion/{name}.html", place.context | context)
