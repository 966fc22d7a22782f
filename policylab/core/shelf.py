"""Finished pages of strangers, kept in the memory of the process for as long as nothing can have changed them.

A page is handed out again only while the database's fingerprint is the one from before it was made, so what anybody commits is
seen by the next reader. What changes by a date alone: no page outlives the next moment known to the `moments` slot, nor the ten
seconds it was made in. These are counted from midnight, so a new day, hour or minute never finds an older page.
"""

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Min, Q
from django.http import HttpRequest, HttpResponse
from django.utils.cache import set_response_etag
from django.utils.translation import get_language_from_path

from .fingerprint import Reading, fingerprint
from .registries import moments

SECONDS = 10
MAKERS = 64
LARGEST = 300_000  # bytes; 500 of the largest would still be 150 MB, and our pages have 25,000
NOT_FOR_ALL = ("Cookie", "Authorization", "HX-Request", "Range")


@dataclass(frozen=True)
class Page:
    content: bytes
    headers: dict[str, str]
    route: Any  # the log takes tokens out of addresses by it
    made_at: datetime
    until: datetime


class Shelf:
    """All pages on it were made of the same state of the database; the first reader of another state empties it."""

    def __init__(self) -> None:
        self.state, self.pages, self.one_at_a_time = "", OrderedDict[Hashable, Page](), Lock()
        self.makers = [Lock() for _number in range(MAKERS)]

    def maker(self, key: Hashable) -> Lock:
        """Who comes while a page is being made waits for it, instead of making it too. Pages may share a maker."""
        return self.makers[hash(key) % MAKERS]

    def take(self, read: Reading, key: Hashable, asked_at: datetime | None = None) -> Page | None:
        """Made of the same state; or begun after this reader asked: it shows all that was committed until then."""
        with self.one_at_a_time:
            page = self.pages.get(key)
            if page is None or not page.made_at <= read.now < page.until:
                return None
            if read.word != self.state and (asked_at is None or page.made_at <= asked_at):
                return None
            self.pages.move_to_end(key)
            return page

    def put(self, read: Reading, key: Hashable, page: Page) -> None:
        with self.one_at_a_time:
            if read.word != self.state:
                self.state = read.word
                self.pages.clear()
            self.pages[key] = page
            while len(self.pages) > settings.POLICYLAB_PAGES_KEPT:
                self.pages.popitem(last=False)


class KeptPages:
    """Stands right below `PublicPages`, which gives a page from the shelf the same headers as a new one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response, self.shelf = get_response, Shelf()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        read = _reading_for(request)
        if not read:
            return self.get_response(request)
        key = (request.scheme, request.META.get("HTTP_HOST"), request.get_full_path())
        page = self.shelf.take(read, key)
        if page:
            return _handed_out(page, request)
        with self.shelf.maker(key):
            asked_at, read = read.now, _reading_for(request)
            page = self.shelf.take(read, key, asked_at) if read else None
            return _handed_out(page, request) if page else self._made(request, read, key)

    def _made(self, request: HttpRequest, read: Reading | None, key: Hashable) -> HttpResponse:
        response = self.get_response(request)
        if read and is_for_all(response):
            set_response_etag(response)  # once, and not at each handing out
            headers, route = dict(response.headers), request.resolver_match
            self.shelf.put(read, key, Page(response.content, headers, route, read.now, end_of(read.now)))
        return response


def _handed_out(page: Page, request: HttpRequest) -> HttpResponse:
    request.resolver_match = page.route
    return HttpResponse(page.content, headers=page.headers)


def never_kept(response: HttpResponse) -> HttpResponse:
    """For what is made of more than the database and the clock: what another server found."""
    response.never_kept = True  # type: ignore[attr-defined]
    return response


def is_for_all(response: HttpResponse) -> bool:
    """A whole page of words without cookie, made for this address and nothing else."""
    if response.status_code != 200 or response.streaming or response.cookies or getattr(response, "never_kept", False):
        return False
    depends = {word.strip().lower() for word in response.headers.get("Vary", "").split(",")} - {"", "cookie"}
    words = response.headers.get("Content-Type", "").startswith("text/html")
    return words and not depends and "Cache-Control" not in response.headers and len(response.content) <= LARGEST


def _reading_for(request: HttpRequest) -> Reading | None:
    """Nothing where the reader is somebody, the address is not that of a page, or the database is away."""
    if request.method != "GET" or not settings.POLICYLAB_PAGES_KEPT or not get_language_from_path(request.path_info):
        return None
    if any(request.headers.get(name) for name in NOT_FOR_ALL):
        return None
    try:
        return fingerprint()
    except (DatabaseError, sqlite3.Error):
        return None


def end_of(began: datetime) -> datetime:
    """Until when a page begun at this instant may be handed out."""
    midnight = began.replace(hour=0, minute=0, second=0, microsecond=0)
    window = timedelta(seconds=SECONDS)
    return min([midnight + ((began - midnight) // window + 1) * window, *_moments_after(began)])


def _moments_after(now: datetime) -> Iterator[datetime]:
    """The next one of each kind of date; one query for a model."""
    for model, names in moments.items():
        found = model._default_manager.aggregate(
            **{name: Min(name, filter=Q(**{f"{name}__gt": now})) for name in names}
        )
        yield from (moment for moment in found.values() if moment)
