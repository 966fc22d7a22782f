"""Where readers of a language read one of Wagtail's pages, translated or not (DESIGN 4.13)."""

from django.urls import reverse
from django.utils.translation import get_language, override
from wagtail.models import Page


def reader_language() -> str:
    return (get_language() or "")[:2]


def address_in(page: Page, language: str = "") -> str:
    """What follows the front page's address, under the prefix of the language: the reader's, unless another is named.

    Wagtail's own `page.url` is the address in the page's language, and would take the reader's menus along into it.
    """
    path = "/".join(page.url_path.strip("/").split("/")[1:])
    with override(language or reader_language() or page.locale.language_code):
        return reverse("wagtail_serve", args=[f"{path}/" if path else ""])
