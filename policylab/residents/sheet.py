"""Cards on paper: ten on a page of A4, each in Arabic, French and English, with its code in letters and as a square to scan."""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from policylab.directory.models import Organisation

ON_A_PAGE = 10
LANGUAGES = ("ar", "fr", "en")
Stamps = list[tuple[str, str]]


def sheet_of(body: Organisation, batch: str, codes: Sequence[str], site: str) -> tuple[str, Stamps]:
    """HTML for the press (core.printing): a full page and the last one, with room for what is stamped on each card.

    `site` is the address of the site, with a slash at its end.
    """
    address = card_address(site)
    full, rest = divmod(len(codes), ON_A_PAGE)
    context = {
        "pages": [range(size) for size in (ON_A_PAGE if full else 0, rest) if size],
        "words": list(_words(body)),
        "address": address.removeprefix(f"{urlsplit(address).scheme}://").rstrip("/"),
        "batch": batch,
    }
    return render_to_string("residents/sheet.html", context), [(f"{address}#{code}", code) for code in codes]


def card_address(site: str) -> str:
    """Without a language: it leads every reader to their own. A browser carries what stands behind «#» along."""
    return site.rstrip("/") + reverse("residents:card").removeprefix(f"/{get_language()}")


def _words(body: Organisation) -> Iterator[dict[str, str]]:
    for language in LANGUAGES:
        with override(language):
            yield {
                "language": language,
                "direction": "rtl" if language == "ar" else "ltr",
                "title": _("Resident of %(place)s") % {"place": body.territory.name},
                "text": _("Scan the square or type the code at this address. It works once; do not give it away."),
            }
