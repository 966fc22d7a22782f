"""What allauth asks of us: our words in place of its own, next addresses of this site only, and where people go afterwards."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from . import words
from .addresses import local, with_next
from .mails import tell


class Adapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | words.ERRORS

    def is_safe_url(self, url: str) -> bool:
        return bool(local(url))

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """There is one door (policylab.accounts.views.door); allauth's own sign-up is not mounted."""
        return False

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return f"/{get_language()}/"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:home")

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Whoever has no name yet is asked for one, and led on to where they were going."""
        response = super().post_login(request, user, **kwargs)
        if user.display_name or not isinstance(response, HttpResponseRedirect):
            return response
        return HttpResponseRedirect(with_next("accounts:welcome", kwargs.get("redirect_url") or ""))

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Our page knows every way; a passkey has a page of its own."""
        if not user.is_authenticated:
            return []
        passkey = Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.WEBAUTHN).exists()
        names = ["accounts:proof", "mfa_reauthenticate_webauthn"] if passkey else ["accounts:proof"]
        return [{"id": name, "description": "", "url": reverse(name)} for name in names]

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        said = message or words.MESSAGES.get(message_template or "", "")
        if said:
            messages.add_message(request, level, str(said), extra_tags=extra_tags)

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: Any = None, email: str | None = None
    ) -> None:
        """What changed in the account, to its owner, in their language."""
        address = email or EmailAddress.objects.get_primary_email(user)
        if address:
            title = words.MAILS[template_prefix]
            label = _("Your account")
            tell(address, title, [words.NOT_YOU], name="accounts:home", label=label, language=user.language)


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | words.ERRORS

    def _get_site_name(self) -> str:
        """What an authenticator app shows: which lab this is."""
        return f"{settings.TITLE} · {context.request.get_host()}"

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:  # noqa: A002
        return gettext("My passkey")
