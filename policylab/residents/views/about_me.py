"""Gender and age: a page of one's own account. Nobody else sees it, officers and administrators neither."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from policylab.accounts.typed import posted
from policylab.residents.forms import AboutMeForm
from policylab.residents.selectors import said_by
from policylab.residents.services import save_about_me


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change(request: HttpRequest) -> HttpResponse:
    """What is typed before signing in is not kept meanwhile: a session is no place for it."""
    form = AboutMeForm(posted(request), initial=said_by(request.user))
    if request.method == "POST" and form.is_valid():
        save_about_me(user=request.user, **form.cleaned_data)
        messages.success(request, _("Saved.") if any(form.cleaned_data.values()) else _("Nothing is stored."))
        return redirect("accounts:home")
    return render(request, "residents/about_me.html", {"form": form, "submit": _("Save"), "no_index": True})
