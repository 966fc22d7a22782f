"""What a notice says, made anew each time it is read: in the reader's language of today.

An upper package registers a function for each of its events: `notice_sentences["comment.posted"] = posted`; the function
takes the notice's facts and returns a translated sentence. `notice_kinds["comment.answered"] = Kind.MINE` says what kind of
notice it is, which decides how it is mailed; an event without a kind is news.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .enums import Kind
from .models import Notice

notice_sentences: dict[str, Callable[[dict[str, Any]], str]] = {}
notice_kinds: dict[str, Kind] = {}


def kind_of(event: str) -> Kind:
    return notice_kinds.get(event, Kind.NEWS)


def sentence_of(notice: Notice) -> str:
    """A notice of an event nobody knows any more, or with facts of an older shape, still leads to what it is about."""
    say = notice_sentences.get(notice.event)
    try:
        return str(say(notice.facts)) if say else _("Something happened in what you follow.")
    except KeyError:
        return _("Something happened in what you follow.")


def address_of(notice: Notice) -> str:
    """Its page under the reader's language prefix: it was written in the language of whoever caused it."""
    first, _slash, rest = notice.url.lstrip("/").partition("/")
    return f"/{get_language()}/{rest}" if first in dict(settings.LANGUAGES) else notice.url
