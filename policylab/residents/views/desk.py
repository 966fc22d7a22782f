"""A town's residents, for those who check them: how many there are, its cards, its desk."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from policylab.accounts import limits
from policylab.accounts.typed import posted
from policylab.accounts.views.refusals import too_many
from policylab.core.clock import db_now
from policylab.core.errors import Refused
from policylab.directory.models import Organisation
from policylab.residents import services
from policylab.residents.enums import How
from policylab.residents.forms import DeskForm
from policylab.residents.permissions import can_check_at_desk, can_make_cards
from policylab.residents.selectors import SHOWN, batches_of, lately_at_desk, residents_by_how, standing_register

from .frame import body_or_404, stopped, town_facts


@never_cache
@require_safe
@login_required
def town(request: HttpRequest, ref: str) -> HttpResponse:
    """Numbers, never names: the town knows whom it checked from its own papers."""
    body = body_or_404(ref)
    stop = stopped(request, body, can_check_at_desk(request.user, body))
    if stop:
        return stop
    counts = residents_by_how(body)
    context = town_facts(
        body,
        total=sum(counts.values()),
        counts=[(how.label, counts[how]) for how in How if how in counts],
        batches=batches_of(body)[:50],
        standing=standing_register(body.territory),
        makes_cards=can_make_cards(request.user, body),
    )
    return render(request, "residents/town.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def check(request: HttpRequest, ref: str) -> HttpResponse:
    body = body_or_404(ref)
    stop = stopped(request, body, can_check_at_desk(request.user, body))
    if stop:
        return stop
    form = DeskForm(posted(request))
    if request.method == "POST" and form.is_valid():
        # An answer tells whether an address has an account: what a desk needs in a day, and no list to be tried through.
        taken = limits.take(request, "check_at_desk", user=request.user)
        if taken.wait:
            return too_many(request, taken.wait)
        try:
            return _checked(request, body, form)
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
    lately = lately_at_desk(body, request.user, db_now())[:SHOWN]
    context = town_facts(body, form=form, lately=lately, submit=_("Note that I saw both"))
    return render(request, "residents/desk.html", context)


def _checked(request: HttpRequest, body: Organisation, form: DeskForm) -> HttpResponse:
    made = services.check_at_desk(by=request.user, organisation=body, **form.cleaned_data)
    messages.success(request, _("%(name)s is a checked resident now.") % {"name": made.user})
    return redirect("residents:desk", body.ref)


@never_cache
@login_required
@require_POST
def take_back(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """One of those this helper sees below the form."""
    body = body_or_404(ref)
    stop = stopped(request, body, can_check_at_desk(request.user, body))
    if stop:
        return stop
    found = lately_at_desk(body, request.user, db_now()).filter(pk=number).first()
    if found is None:
        raise Http404
    services.take_back(by=request.user, check=found)
    messages.success(request, _("It is taken back."))
    return redirect("residents:desk", ref)
