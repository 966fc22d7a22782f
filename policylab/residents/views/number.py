"""A resident types the number of their identity card; the town's register says whether they live there.

What a stranger types is kept while they sign in, but as a digest: a number stands in no session and no log.
"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from policylab.accounts import limits
from policylab.accounts.typed import posted, to_the_door
from policylab.accounts.views.refusals import too_many
from policylab.core.errors import Refused
from policylab.directory.models import Organisation
from policylab.residents.enums import How
from policylab.residents.forms import NumberForm
from policylab.residents.numbers import digest_of_number, shape_of
from policylab.residents.selectors import checks_of, checks_residents, standing_register
from policylab.residents.services import use_number

from .frame import body_or_404

KEPT = "number"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def use(request: HttpRequest, ref: str) -> HttpResponse:
    body = body_or_404(ref)
    if not checks_residents(body):
        raise Http404
    kept = request.session.get(KEPT, {}).get(ref, "") if request.user.is_authenticated else ""
    waits = bool(kept) and "kept" in request.POST
    form = NumberForm(None if waits else posted(request), shape=shape_of(body.territory))
    if request.method == "POST" and (waits or form.is_valid()):
        digest = kept if waits else digest_of_number(form.cleaned_data["number"], body.territory)
        if not request.user.is_authenticated:
            request.session[KEPT] = {ref: digest}
            return to_the_door(request, reverse("residents:number", args=[ref]))
        request.session.pop(KEPT, None)
        return _used(request, body, digest, form)
    return _show(request, body, form, kept=bool(kept) and request.method != "POST")


def _used(request: HttpRequest, body: Organisation, digest: str, form: NumberForm) -> HttpResponse:
    """A wrong number counts against who tries; a right one does not."""
    taken = limits.take(request, "use_number", user=request.user)
    if taken.wait:
        return too_many(request, taken.wait)
    try:
        check = use_number(user=request.user, territory=body.territory, digest=digest)
    except Refused as refusal:
        return _show(request, body, form, refused=str(refusal))
    taken.give_back()
    messages.success(request, _("You are a checked resident of %(place)s.") % {"place": check.territory.name})
    return redirect("residents:number", body.ref)


def _show(
    request: HttpRequest, body: Organisation, form: NumberForm, *, kept: bool = False, refused: str = ""
) -> HttpResponse:
    checks = checks_of(request.user).filter(territory=body.territory)
    context = {
        "organisation": body,
        "town": body.territory,
        "form": form,
        "kept": kept,
        "refused": refused,
        "stands": standing_register(body.territory) is not None,
        "checks": checks,
        "found": any(check.how == How.REGISTER for check in checks),
        "submit": _("Look me up"),
        "no_index": True,
    }
    return render(request, "residents/number.html", context)
