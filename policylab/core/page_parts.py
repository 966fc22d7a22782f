"""What surrounds every page: menu, languages, messages. Nothing here touches the session of a reader who has none."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

# Named addresses of the upper packages; an entry whose page does not exist in this installation is left out.
MENU = [
    (_("Notes and toolkits"), "library"),
    (_("Consultations"), "consultations:list"),
    (_("Plans"), "proposals:list"),
    (_("Results"), "votes:results"),
    (_("Organisations"), "directory:list"),
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
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def menu_entries(path: str = "") -> list[Entry]:
    """The main menu; the entry under which `path` stands is marked."""
    found = [(label, address(name)) for label, name in MENU]
    return [Entry(label, url, path.startswith(url)) for label, url in found if url]


def language_links(context: dict[str, Any]) -> list[Language]:
    """This same page in every language. A view whose addresses differ by language gives them as `alternates` {code: url}."""
    request, given = context.get("request"), context.get("alternates") or {}
    path = request.get_full_path() if request else "/"
    here = get_language()
    return [Language(code, str(name), given.get(code) or in_language(path, code), code == here) for code, name in settings.LANGUAGES]


def in_language(path: str, code: str) -> str:
    """The address of the same page in another language; where the path is no page (an error), the prefix is exchanged."""
    other = translate_url(path, code)
    if other != path or code == get_language():
        return other
    first, _slash, rest = path.lstrip("/").partition("/")
    if first in dict(settings.LANGUAGES):
        return f"/{code}/{rest}"
    with override(code):
        return address("core:home") or f"/{code}/"


def page_messages(context: dict[str, Any]) -> list[Any]:
    """What was just done, for readers who have a session; the page of a reader without one is the same for everybody."""
    request = context.get("request")
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return []
    return list(get_messages(request)) if hasattr(request, "_messages") else []
