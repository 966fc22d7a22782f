"""*Make a case of this*: a page that asks, a POST that makes the draft and opens it in Wagtail's editor."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from home.permissions import can_make_case
from home.selectors.cases import first_case_of
from home.services import make_case
from policylab.accounts.permissions import has_second_factor, is_editor
from policylab.accounts.views.refusals import second_factor_needed
from proposals.views._plan import published_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def make(request: HttpRequest, ref: str) -> HttpResponse:
    plan = published_or_404(request, ref)
    if is_editor(request.user) and not has_second_factor(request.user):
        return second_factor_needed(request)
    if not can_make_case(request.user, plan):
        raise PermissionDenied
    if request.method == "POST":
        page = make_case(user=request.user, proposal=plan)
        return redirect("wagtailadmin_pages:edit", page.pk)
    context = {"plan": plan, "known": first_case_of(plan), "submit": _("Make the draft"), "no_index": True}
    return render(request, "home/make_case.html", context)
