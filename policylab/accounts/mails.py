"""Mails about one's account. They go through the outbox like every mail; those with a code lose their text once sent."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
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
    address: str,
    title: Any,
    lines: Sequence[Any],
    *,
    name: str = "",
    args: Sequence[Any] = (),
    label: Any,
    language: str,
) -> None:
    """A mail of a few sentences, in the language of its reader; `name` and `args` are the page it leads to.

    Services call it too, without a request, so the site's address is the one in the settings.
    """
    site = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    with override(language):
        facts = {
            "title": str(title),
            "lines": [str(line) for line in lines],
            "url": site + reverse(name, args=args) if name else "",
            "label": str(label),
            "host": urlsplit(site).netloc,
        }
        send_mail("accounts/mail/told", address, facts)


def send_mail(template: str, address: str, facts: dict[str, Any], *, headers: dict[str, str] | None = None) -> None:
    written(template, address, facts, headers=headers).send()


def written(
    template: str, address: str, facts: dict[str, Any], *, headers: dict[str, str] | None = None
) -> EmailMultiAlternatives:
    """Text and HTML from `template`.txt and .html, in the language of now; the subject is `facts["title"]`."""
    facts |= {"language": get_language(), "direction": "rtl" if get_language_bidi() else "ltr"}
    text = render_to_string(f"{template}.txt", facts)
    mail = EmailMultiAlternatives(
        " ".join(str(facts["title"]).split()), text, settings.DEFAULT_FROM_EMAIL, [address], headers=headers or {}
    )
    mail.attach_alternative(render_to_string(f"{template}.html", facts), "text/html")
    return mail
