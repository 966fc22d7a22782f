"""One's own pages: who I am, how my account is kept."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from policylab.accounts.addresses import next_of
from policylab.accounts.forms import ProfileForm, WelcomeForm
from policylab.accounts.permissions import is_administrator, is_editor
from policylab.accounts.selectors import devices_of, safety_of
from policylab.accounts.services.people import save_profile
from policylab.accounts.typed import posted, sign_in_to_post, typed_before
from policylab.core import registries


@never_cache
@login_required
def home(request: HttpRequest) -> HttpResponse:
    facts = {
        "safety": safety_of(request.user),
        "devices": devices_of(request.user),
        "has_password": request.user.has_usable_password(),
        "edits": is_editor(request.user),
        "administers": is_administrator(request.user),
        "tabs": [(tab.label, tab.url(request.user)) for tab in registries.tabs_of(request.user, request.user)],
        "no_index": True,
    }
    return render(request, "accounts/home.html", facts)


@never_cache
@sign_in_to_post
@login_required
def welcome(request: HttpRequest) -> HttpResponse:
    """The short page after the first code."""
    user = request.user
    asked = {"next": next_of(request), "display_name": user.display_name, "language": (get_language() or "fr")[:2]}
    initial = asked | {"territory": user.territory_id} | typed_before(request)
    form = WelcomeForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        _save(request, form)
        return redirect(form.cleaned_data["next"] or "accounts:home")
    return render(request, "accounts/welcome.html", {"form": form, "submit": _("Continue"), "no_index": True})


@never_cache
@sign_in_to_post
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    user = request.user
    now = {"display_name": user.display_name, "language": user.language, "territory": user.territory_id}
    form = ProfileForm(posted(request), initial=now | typed_before(request))
    if request.method == "POST" and form.is_valid():
        _save(request, form)
        messages.success(request, _("Saved."))
        return redirect("accounts:home")
    return render(request, "accounts/profile.html", {"form": form, "submit": _("Save"), "no_index": True})


def _save(request: HttpRequest, form: ProfileForm) -> None:
    said = form.cleaned_data
    save_profile(
        user=request.user,
        display_name=said["display_name"],
        language=said["language"],
        territory=said["territory"],
    )
