"""Cards for a town: a sheet that is shown once, and the end of a batch."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from policylab.accounts import limits
from policylab.accounts.typed import posted
from policylab.accounts.views.refusals import too_many
from policylab.core.errors import Refused
from policylab.core.printing.pdf import can_print, stamped_once
from policylab.core.refs import new_ref
from policylab.directory.models import Organisation
from policylab.residents.codes import new_codes
from policylab.residents.forms import BatchForm
from policylab.residents.permissions import can_make_cards
from policylab.residents.selectors import batches_of
from policylab.residents.services import end_batch, make_batch
from policylab.residents.sheet import sheet_of

from .frame import body_or_404, stopped, town_facts

BOTH = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@BOTH
@login_required
def make(request: HttpRequest, ref: str) -> HttpResponse:
    """The answer to the form is the file itself: there is no address at which it could be had again."""
    body = body_or_404(ref)
    stop = stopped(request, body, can_make_cards(request.user, body))
    if stop:
        return stop
    form = BatchForm(posted(request))
    if request.method == "POST" and form.is_valid():
        taken = limits.take(request, "make_cards", user=request.user)
        if taken.wait:
            return too_many(request, taken.wait)
        try:
            return _sheet(request, body, form.cleaned_data["size"])
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
    context = town_facts(body, form=form, can_print=can_print(), submit=_("Make the cards"))
    return render(request, "residents/make.html", context)


def _sheet(request: HttpRequest, body: Organisation, size: int) -> HttpResponse:
    """First the file, then the rows: where it cannot be made, no card exists."""
    if not can_print():
        raise Refused(_("This installation cannot make PDF files."))
    codes, batch = new_codes(size), new_ref()
    content = stamped_once(*sheet_of(body, batch, codes, request.build_absolute_uri("/")))
    make_batch(by=request.user, organisation=body, codes=codes, ref=batch)
    headers = {"Content-Disposition": f'attachment; filename="cards-{batch}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@never_cache
@BOTH
@login_required
def end(request: HttpRequest, ref: str, batch: str) -> HttpResponse:
    """Asked once more, with how many are void then."""
    body = body_or_404(ref)
    stop = stopped(request, body, can_make_cards(request.user, body))
    if stop:
        return stop
    found = batches_of(body).filter(ref=batch).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        end_batch(by=request.user, batch=found)
        messages.success(request, _("The cards of this batch that nobody had used are void."))
        return redirect("residents:town", ref)
    context = town_facts(body, batch=found, unused=found.size - found.used, submit=_("End this batch"))
    return render(request, "residents/end.html", context)
