"""Taking one's data along, and leaving."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from policylab.accounts.forms import DeleteForm
from policylab.accounts.permissions import can_erase_account
from policylab.accounts.proof import proof_required
from policylab.accounts.services.data import export_personal_data
from policylab.accounts.services.erasure import erase_account
from policylab.accounts.typed import posted
from policylab.core.page_parts import home_url


@never_cache
@require_safe
@proof_required
def export(request: HttpRequest) -> HttpResponse:
    """Everything stored about me, as one file."""
    response = HttpResponse(export_personal_data(user=request.user), content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="policylab-my-data.json"'
    return response


@never_cache
@proof_required
def delete(request: HttpRequest) -> HttpResponse:
    """Says what goes and what stays, then asks once."""
    form = DeleteForm(posted(request))
    possible = can_erase_account(request.user, request.user)
    if request.method == "POST" and possible and form.is_valid():
        erase_account(user=request.user, by=request.user)
        logout(request)
        messages.success(request, _("Your account is deleted. Thank you for having taken part."))
        return redirect(home_url())
    facts = {"form": form, "possible": possible, "submit": _("Delete my account"), "no_index": True}
    return render(request, "accounts/delete.html", facts)
