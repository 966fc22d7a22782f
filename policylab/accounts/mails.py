"""Mails about one's account. They go through the outbox like every mail; those with a code lose their text once sent."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import get_language, get_language_bidi, override
from django.utils.translation import gettext_lazy as _

SECRET = {"X-Policylab-Secret": "1"}
# purpose -> what the code is for, what to do if one asked for nothing
WORDS = {
    "sign_in": (
        _("Your code to sign in"),
        _(
            "Type it on the page where you asked for it. If you did not ask for it, do nothing: nobody gets in without it."
        ),
    ),
    "proof": (
        _("Your code to confirm that it is you"),
        _(
            "Type it on the page where you asked for it. If you did not ask for it, sign out everywhere from your account."
        ),
    ),
    "new_address": (
        _("Your code to confirm this address"),
        _(
            "Type it on the page where you asked for it. If you did not ask for it, do nothing: the address stays unused."
        ),
    ),
}


def send_code(request: HttpRequest, purpose: str, address: str, digits: str) -> None:
    """In the language of the page where it was asked for. The subject is kept in the outbox, so the code is not in it."""
    subject, advice = WORDS[purpose]
    facts = {
        "code": digits,
        "title": subject,
        "advice": advice,
        "host": request.get_host(),
        "minutes": 15,
    }
    send_mail("accounts/mail/code", address, facts, headers=SECRET)


def tell(
    request: HttpRequest,
    address: str,
    title: Any,
    lines: list[Any],
    *,
    url: str = "",
    label: Any = "",
    language: str = "",
) -> None:
    """A mail of a few sentences, in the language of its reader."""
    with override(language or get_language()):
        facts = {"title": title, "lines": lines, "url": url, "label": label, "host": request.get_host()}
        send_mail("accounts/mail/told", address, facts)


def send_mail(template: str, address: str, facts: dict[str, Any], *, headers: dict[str, str] | None = None) -> None:
    """Text and HTML from `template`.txt and .html; the subject is `facts["title"]`."""
    facts |= {"language": get_language(), "direction": "rtl" if get_language_bidi() else "ltr"}
    text = render_to_string(f"{template}.txt", facts)
    mail = EmailMultiAlternatives(
        " ".join(str(facts["title"]).split()), text, settings.DEFAULT_FROM_EMAIL, [address], headers=headers or {}
    )
    mail.attach_alternative(render_to_string(f"{template}.html", facts), "text/html")
    mail.send()
