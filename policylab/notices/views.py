"""One's own notices, and following; whether this node is ready."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from policylab.core.registries import CommentRule, comment_rule

from . import services
from .readiness import OK, readiness
from .selectors import is_following, notices_of, unread_count
from .sentences import address_of, sentence_of

PER_PAGE = 30


@login_required
@require_GET
def notices(request: HttpRequest) -> HttpResponse:
    page = Paginator(notices_of(request.user), PER_PAGE).get_page(request.GET.get("page"))
    told = [{"notice": notice, "sentence": sentence_of(notice)} for notice in page.object_list]
    newest = max((notice.pk for notice in page.object_list), default=0)
    context = {"page": page, "told": told, "newest": newest, "unread": unread_count(request.user)}
    return render(request, "notices/list.html", context)


@login_required
@require_POST
def mark_all_read(request: HttpRequest) -> HttpResponse:
    up_to = request.POST.get("up_to", "")
    services.mark_all_read(user=request.user, up_to=int(up_to) if up_to.isdecimal() and len(up_to) < 19 else 0)
    return redirect("notices:list")


@login_required
@require_GET
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Leads to what happened; having been there is having read it. Harmless when called twice, so a link will do."""
    notice = get_object_or_404(notices_of(request.user), pk=min(pk, 2**63 - 1))
    services.mark_read(user=request.user, notice=notice)
    return HttpResponseRedirect(address_of(notice))


@login_required
@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """The page is for whoever had to sign in first, or has no room for a button; the button posts straight away."""
    rule, target = _target(request, slug, ref)
    if request.method == "POST":
        services.follow(user=request.user, target=target)
        messages.success(request, _("You follow this now: what happens is told under Notices."))
        return redirect(rule.address(target))
    context = {"slug": slug, "ref": ref, "target_title": rule.title(target), "back": rule.address(target)}
    return render(request, "notices/follow.html", context | {"following": is_following(request.user, target)})


@login_required
@require_POST
def unfollow(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    rule, target = _target(request, slug, ref)
    services.unfollow(user=request.user, target=target)
    messages.success(request, _("You no longer follow this."))
    return redirect(rule.address(target))


def _target(request: HttpRequest, slug: str, ref: str) -> tuple[CommentRule, Any]:
    """What an address names, if its reader may see it; whatever else is unknown."""
    rule = comment_rule(slug)
    target = rule.find(ref) if rule else None
    if rule is None or target is None or not rule.can_read(target, request.user):
        raise Http404
    return rule, target


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 while the database, the cache, the outbox and what is due go on; else 503, and what does not."""
    parts = readiness()
    ready = all(said == OK for said in parts.values())
    return JsonResponse({"ready": ready, **parts}, status=200 if ready else 503)
