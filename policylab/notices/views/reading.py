"""One's own notices."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from policylab.notices import services
from policylab.notices.selectors import notices_of, unread_count
from policylab.notices.sentences import address_of, sentence_of

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
