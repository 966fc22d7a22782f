"""Try the lab in any part, and read the mails it would have sent. Mounted with demo settings only."""

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from policylab.accounts.models import User
from policylab.accounts.services.people import save_profile
from policylab.core.addresses import reader_language
from policylab.notices.models import OutboxMail

from .roles import PARTS, address_of, demo_only

MAILS_SHOWN = 50


@require_safe
def parts(request: HttpRequest) -> HttpResponse:
    demo_only()
    return render(request, "home/demo/parts.html", {"parts": PARTS, "no_index": True})


# Without a token: the page sets no cookie, and to be signed in to a shared demo account by a stranger's page costs
# nobody anything.
@csrf_exempt
@require_POST
def sign_in(request: HttpRequest, key: str) -> HttpResponse:
    """Signed in as that part, second factor included, and on to what it can try first."""
    demo_only()
    user = User.objects.filter(email=address_of(key), is_demo=True, is_active=True).first()
    part = next((part for part in PARTS if part.key == key), None)
    if user is None or part is None:
        raise Http404
    # Mails and Wagtail's admin speak the language of the account: of whoever plays the part, not of the demo.
    user = save_profile(user=user, display_name=user.display_name, language=reader_language(), territory=user.territory)
    logout(request)
    login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
    record_authentication(request, user, method="mfa", type="totp")
    return redirect(part.page)


@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    """Every mail that would have been sent, newest first."""
    demo_only()
    found = OutboxMail.objects.order_by("-pk")[:MAILS_SHOWN]
    response = render(request, "home/demo/mails.html", {"mails": found, "no_index": True})
    response["Cache-Control"] = "no-store"
    return response
