"""A citizen with a card. Looking uses nothing up: the address on a card carries its code behind a «#», which no server is sent.

What a stranger types is kept while they sign in, but as a digest: a code stands in no session either.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from policylab.accounts import limits
from policylab.accounts.typed import posted, to_the_door
from policylab.accounts.views.refusals import too_many
from policylab.core.errors import Refused
from policylab.residents.codes import digest_of
from policylab.residents.forms import CardForm
from policylab.residents.selectors import checks_of
from policylab.residents.services import use_card

KEPT = "card"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def use(request: HttpRequest) -> HttpResponse:
    kept = request.session.get(KEPT, "") if request.user.is_authenticated else ""
    waits = bool(kept) and "kept" in request.POST
    form = CardForm(None if waits else posted(request))
    if request.method == "POST" and (waits or form.is_valid()):
        digest = kept if waits else digest_of(form.cleaned_data["code"])
        if not request.user.is_authenticated:
            request.session[KEPT] = digest
            return to_the_door(request, reverse("residents:card"))
        request.session.pop(KEPT, None)
        return _used(request, digest, form)
    return _show(request, form, kept=bool(kept) and request.method != "POST")


def _used(request: HttpRequest, digest: str, form: CardForm) -> HttpResponse:
    """A wrong code counts against who tries; a right one does not."""
    taken = limits.take(request, "use_card", user=request.user)
    if taken.wait:
        return too_many(request, taken.wait)
    try:
        check = use_card(user=request.user, digest=digest)
    except Refused as refusal:
        return _show(request, form, refused=str(refusal))
    taken.give_back()
    messages.success(request, _("You are a checked resident of %(place)s.") % {"place": check.territory.name})
    return redirect("residents:card")


def _show(request: HttpRequest, form: CardForm, *, kept: bool = False, refused: str = "") -> HttpResponse:
    context = {
        "form": form,
        "kept": kept,
        "refused": refused,
        "checks": checks_of(request.user),
        "submit": _("Use this card"),
        "no_index": True,
    }
    return render(request, "residents/card.html", context)
