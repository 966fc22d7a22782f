"""A town's register: a file is chosen, what it holds is shown without a number of it, and it counts from the second press on."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from policylab.accounts import limits
from policylab.accounts.views.refusals import too_many
from policylab.core.clock import db_now
from policylab.core.errors import Refused
from policylab.directory.models import Organisation
from policylab.residents.forms import RegisterForm
from policylab.residents.models import Register
from policylab.residents.needs import needs_of
from policylab.residents.numbers import shape_of
from policylab.residents.permissions import can_read_register
from policylab.residents.selectors import ended_registers, pending_register, standing_register, used_of
from policylab.residents.services import preview_register, take_register
from policylab.residents.words import counted, sentence_of

from .frame import body_or_404, stopped, town_facts

BOTH = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@BOTH
@login_required
def read(request: HttpRequest, ref: str) -> HttpResponse:
    body = body_or_404(ref)
    stop = stopped(request, body, can_read_register(request.user, body))
    if stop:
        return stop
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = RegisterForm(*given, shape=shape_of(body.territory))
    if request.method == "POST" and form.is_valid():
        taken = limits.take(request, "read_register", user=request.user)
        if taken.wait:
            return too_many(request, taken.wait)
        try:
            pending = preview_register(by=request.user, organisation=body, read=form.read())
            return redirect("residents:take_register", ref, pending.ref)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    standing = standing_register(body.territory)
    context = town_facts(
        body,
        form=form,
        needs=needs_of(body, db_now()),
        standing=standing,
        used=used_of(standing) if standing else 0,
        ended=ended_registers(body)[:10],
        submit=_("Look at what the file holds"),
        multipart=True,
    )
    return render(request, "residents/register.html", context)


@never_cache
@BOTH
@login_required
def take(request: HttpRequest, ref: str, register: str) -> HttpResponse:
    """What the file holds, and the second press."""
    body = body_or_404(ref)
    stop = stopped(request, body, can_read_register(request.user, body))
    if stop:
        return stop
    pending = pending_register(body, request.user, register)
    if pending is None:
        return _gone(request, body, register)
    refused = ""
    if request.method == "POST":
        try:
            take_register(by=request.user, register=pending, replaces=request.POST.get("replaces", "")[:10])
            messages.success(request, _("The register is read in. Residents can be found in it from now on."))
            return redirect("residents:register", ref)
        except Refused as refusal:
            refused = str(refusal)
    return _show(request, body, pending, refused)


def _gone(request: HttpRequest, body: Organisation, register: str) -> HttpResponse:
    """Taken already (a second press), or read too long ago."""
    if not Register.objects.filter(organisation=body, ref=register, read_by=request.user).exists():
        raise Http404
    return redirect("residents:register", body.ref)


def _show(request: HttpRequest, body: Organisation, pending: Register, refused: str) -> HttpResponse:
    shape, report = shape_of(body.territory), pending.report
    standing = standing_register(body.territory)
    context = town_facts(
        body,
        pending=pending,
        column=report["column"],
        counts=[counted(fault, count) for fault, count in report["counts"].items()],
        faults=[(line, sentence_of(fault, shape)) for line, fault in report["faults"]],
        more=sum(report["counts"].values()) - len(report["faults"]),
        standing=standing,
        used=used_of(standing) if standing else 0,
        refused=refused,
        submit=_("Replace the register") if standing else _("Read the register in"),
    )
    return render(request, "residents/take_register.html", context)
