"""Following and stopping: each has its own address, because the page of what is followed carries no token."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from policylab.accounts.typed import forget_typed, sign_in_to_post, typed_before
from policylab.core.registries import FollowRule, follow_rule
from policylab.notices import services
from policylab.notices.selectors import is_following


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_to_post
def follow(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Who pressed the button before signing in comes back here through the door, and follows."""
    rule, target = _target(request, slug, ref)
    if request.method == "POST" or typed_before(request).get("wanted"):
        services.follow(user=request.user, target=target)
        forget_typed(request)
        messages.success(request, _("You follow this now: what happens is told under Notices and by mail."))
        return redirect(rule.address(target))
    known = request.user.is_authenticated and is_following(request.user, target)
    context = {"slug": slug, "ref": ref, "target_title": rule.title(target), "back": rule.address(target)}
    return render(request, "notices/follow.html", context | {"following": known, "no_index": True})


@login_required
@require_POST
def unfollow(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    rule, target = _target(request, slug, ref)
    services.unfollow(user=request.user, target=target)
    messages.success(request, _("You no longer follow this."))
    return redirect(rule.address(target))


def _target(request: HttpRequest, slug: str, ref: str) -> tuple[FollowRule, Any]:
    """What an address names, if its reader may see it; whatever else is unknown."""
    rule = follow_rule(slug)
    target = rule.find(ref) if rule else None
    if rule is None or target is None or not rule.can_read(target, request.user):
        raise Http404
    return rule, target
