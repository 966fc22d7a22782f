"""A further language for a consultation that is open."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consultations import services
from consultations.forms import LanguageForm
from consultations.permissions import can_add_text
from consultations.selectors import languages_missing
from policylab.accounts.typed import posted, sign_in_to_post, typed_before
from policylab.core.errors import Refused

from .frame import public_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_to_post
@login_required
def add(request: HttpRequest, ref: str) -> HttpResponse:
    consultation = public_or_404(request, ref)
    if not can_add_text(request.user, consultation):
        raise PermissionDenied
    missing = languages_missing(consultation)
    sent = posted(request)
    # A second press comes when the language is no longer missing: it meets the service, which knows that it is the same.
    offered = missing if sent is None else dict(settings.LANGUAGES)
    likely = {"language": get_language()} if get_language() in missing else {}
    form = LanguageForm(sent, initial=likely | typed_before(request), missing=offered)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_text(user=request.user, consultation=consultation, **form.cleaned_data)
            messages.success(request, _("The further language is public now."))
            return redirect("consultations:detail", consultation.ref)
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
    form.fields["language"].choices = list(missing.items())
    first = next((text for text in consultation.texts.all() if text.language == consultation.language), None)
    typed = bool(typed_before(request))
    context = {"consultation": consultation, "first": first, "missing": missing, "form": form, "typed": typed}
    return render(request, "consultations/languages.html", context | {"form_class": "wide-form", "no_index": True})
