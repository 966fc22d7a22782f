"""The short address of a public object, and everything that hangs on it: `Short("p", plan.ref)`.

A page says `short` in its context; base.html then names the picture, and layouts/object.html shows how to give the page on.
"""

from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import quote, urlencode

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

# The protocol wants a country beside the language (ogp.me); Arabic has a code of its own there.
LOCALES = {"ar": "ar_AR", "en": "en_GB", "es": "es_ES", "fr": "fr_FR", "it": "it_IT"}


@dataclass(frozen=True)
class Short:
    letter: str
    ref: str

    @property
    def path(self) -> str:
        """Without a language: it leads every reader to their own."""
        return reverse("short", kwargs=vars(self))

    @property
    def picture(self) -> str:
        return reverse("core:picture", kwargs=vars(self))

    @property
    def square(self) -> str:
        """The QR code, the same in every language."""
        return reverse("square", kwargs=vars(self))


@dataclass(frozen=True)
class Way:
    """A place to share at: an ordinary link, followed only by who presses it."""

    name: str
    url: str


def ways_to_share(title: str, address: str) -> list[Way]:
    """`title` as it stands on the page (escaped); `address` in full."""
    title = unescape(title)
    both = f"{title}\n{address}"
    return [
        Way("WhatsApp", f"https://wa.me/?{urlencode({'text': both}, quote_via=quote)}"),
        Way("Telegram", f"https://t.me/share/url?{urlencode({'url': address, 'text': title}, quote_via=quote)}"),
        Way("Facebook", f"https://www.facebook.com/sharer/sharer.php?{urlencode({'u': address})}"),
        Way(_("E-mail"), f"mailto:?{urlencode({'subject': title, 'body': both}, quote_via=quote)}"),
    ]


def og_locale() -> str:
    return LOCALES.get((get_language() or "")[:2], "fr_FR")


def share_of(context: dict[str, Any]) -> dict[str, Any]:
    """What components/share.html shows; nothing on a page that says no `short`."""
    short, request = context.get("short"), context.get("request")
    if not short or request is None:
        return {}
    address = request.build_absolute_uri(short.path)
    return {
        "address": address,
        "ways": ways_to_share(str(context.get("page_title", "")), address),
        "square": short.square,
        "picture": request.build_absolute_uri(short.picture),
    }
