"""Cards on paper: ten on a page of A4, each in Arabic, French and English, with its code in letters and as a square to scan."""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from policylab.core.sharing.square import square_in_page
from policylab.directory.models import Organisation

ON_A_PAGE = 10
# What one file holds: it is laid out while the officer waits, in less than half of the time the press allows itself.
IN_A_FILE = 300
LANGUAGES = ("ar", "fr", "en")


def sheet_of(body: Organisation, batch: str, codes: Sequence[str], site: str) -> str:
    """HTML for the press (core.printing). `site` is the address of the site, with a slash at its end."""
    address = card_address(site)
    cards = [{"code": code, "square": square_in_page(f"{address}#{code}")} for code in codes]
    context = {
        "pages": [cards[at : at + ON_A_PAGE] for at in range(0, len(cards), ON_A_PAGE)],
        "words": list(_words(body)),
        "address": address.removeprefix(f"{urlsplit(address).scheme}://").rstrip("/"),
        "batch": batch,
    }
    return render_to_string("residents/sheet.html", context)


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
