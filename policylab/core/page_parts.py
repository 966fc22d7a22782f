"""What surrounds every page: menu, languages, messages. Nothing here touches the session of a reader who has none."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.core.paginator import Page
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

# Named addresses of the upper packages; an entry whose page does not exist in this installation is left out.
MENU = [
    (_("Notes and toolkits"), "home:library"),
    (_("Consultations"), "consultations:list"),
    (_("Plans"), "proposals:list"),
    (_("Results"), "votes:results"),
    (_("Organisations"), "directory:list"),
]
ACCOUNT = [
    (_("My plans"), "proposals:mine"),
    (_("My desk"), "consultations:mine"),
    (_("My organisations"), "directory:mine"),
    (_("Notices"), "notices:list"),
    (_("Account and privacy"), "accounts:home"),
    (_("Sign out"), "account_logout"),
]
EDITING = [(_("Change or translate a page"), "wagtailadmin_home")]
RUNNING = [(_("Organisations to check"), "directory:checks"), (_("State of the site"), "health")]
FOOTER = [
    (_("How it works"), "home:how"),
    (_("About the lab"), "home:about"),
    (_("Places"), "home:places"),
    (_("Accessibility"), "home:accessibility"),
    (_("Privacy"), "home:privacy"),
    (_("Open data"), "core:data"),
    (_("Style guide"), "core:styleguide"),
]


@dataclass(frozen=True)
class Entry:
    label: Any
    url: str
    here: bool = False


@dataclass(frozen=True)
class Language:
    code: str
    name: str
    url: str
    here: bool = False


def address(name: str, *args: Any) -> str:
    """The address of a named page, or nothing where this installation has no such page."""
    return _address(name, args) if args else _named(name, get_language(), get_resolver())


def _address(name: str, args: tuple[Any, ...] = ()) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@lru_cache(maxsize=1_000)
def _named(name: str, _language: str | None, _addresses: URLResolver) -> str:
    """Menus ask for the same thirty on every page."""
    return _address(name)


def home_url() -> str:
    """The front page in the reader's language: Wagtail's root."""
    return address("wagtail_serve", "") or f"/{get_language()}/"


def menu_entries(path: str = "") -> list[Entry]:
    """The main menu; the entry under which `path` stands is marked."""
    return [Entry(entry.label, entry.url, path.startswith(entry.url)) for entry in _known(MENU)]


def account_entries(user: Any, editing: bool = False) -> list[Entry]:
    """One's own pages, and the desk of whoever runs the lab or edits it; each page asks again who comes.

    Editors are known by a query, which the menu of every page does without: the pages of the account ask it.
    """
    desks = [*(EDITING if editing else []), *(RUNNING if user.is_superuser else [])]
    return _known([*ACCOUNT[:-2], *desks, *ACCOUNT[-2:]])


def footer_entries() -> list[Entry]:
    return _known(FOOTER)


def _known(names: list[tuple[Any, str]]) -> list[Entry]:
    found = [(label, address(name)) for label, name in names]
    return [Entry(label, url) for label, url in found if url]


def demo_url() -> str:
    return address("demo:parts")


def page_range(page: Page) -> list[int | None]:
    """First, last and those around this page; None where some are left out."""
    near = sorted(
        {1, page.paginator.num_pages, *range(page.number - 1, page.number + 2)} & set(page.paginator.page_range)
    )
    gaps = [[n] if n - before <= 1 else [None, n] for before, n in zip([0, *near], near, strict=False)]
    return [n for pair in gaps for n in pair]


def language_links(context: dict[str, Any]) -> list[Language]:
    """This same page in every language. A view whose addresses differ by language gives them as `alternates` {code: url}."""
    request, given = context.get("request"), context.get("alternates") or {}
    path = request.get_full_path() if request else "/"
    here = get_language()
    return [
        Language(code, str(name), given.get(code) or in_language(path, code), code == here)
        for code, name in settings.LANGUAGES
    ]


def in_language(path: str, code: str) -> str:
    """The address of the same page in another language: no word in our addresses is translated but the prefix."""
    if code == get_language():
        return path
    first, _slash, rest = path.lstrip("/").partition("/")
    if first in dict(settings.LANGUAGES):
        return f"/{code}/{rest}"
    with override(code):
        return home_url()


def page_messages(context: dict[str, Any]) -> list[Any]:
    """What was just done, for readers who have a session; the page of a reader without one is the same for everybody."""
    request = context.get("request")
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return []
    return list(get_messages(request)) if hasattr(request, "_messages") else []
