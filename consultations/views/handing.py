"""An officer hands a consultation to a colleague, with a note."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consultations import services
from consultations.changing import HandOverForm
from consultations.permissions import can_hand_over
from consultations.selectors import keeper_of, officers_of, words_of
from policylab.accounts.typed import posted, sign_in_to_post, typed_before
from policylab.core.errors import Refused

from .frame import closed_to, public_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_to_post
@login_required
def hand_over(request: HttpRequest, ref: str) -> HttpResponse:
    """Colleagues are named by the reference of their account, never by its number."""
    consultation = public_or_404(request, ref)
    if closed := closed_to(request, consultation, can_hand_over(request.user, consultation)):
        return closed
    keeper = keeper_of(consultation)
    officers = {one.user.ref: one.user for one in officers_of(consultation).filter(ended_at=None)}
    others = {ref: str(user) for ref, user in officers.items() if user.pk != keeper}
    form = HandOverForm(posted(request), initial=typed_before(request), colleagues=others)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("reason", "language")}
        try:
            colleague = officers[form.cleaned_data["colleague"]]
            services.hand_over(user=request.user, consultation=consultation, colleague=colleague, **given)
            messages.success(request, _("It is handed over. Your colleague is told."))
            return redirect("consultations:log", consultation.ref)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    context = {"consultation": consultation, "words": words_of(consultation), "form": form, "others": others}
    return render(request, "consultations/hand_over.html", context | {"no_index": True})
