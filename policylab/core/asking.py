"""Within one page, what is asked about the same person again has the same answer: it is read once.

A page shows a dozen acts, and each asks who may. Only pages that are read remember (core.middleware); an act never does, so that
it is decided by what stands at that moment.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar

Answer = TypeVar("Answer")
_known: ContextVar[dict[tuple[Any, ...], Any] | None] = ContextVar("known", default=None)


@contextmanager
def each_once() -> Iterator[None]:
    """While a page is read, or a part of it: a part remembers what the page knows already."""
    known = _known.get()
    before = _known.set({} if known is None else known)
    try:
        yield
    finally:
        _known.reset(before)


def asked_once(question: Callable[..., Answer]) -> Callable[..., Answer]:
    """A question about a person, and perhaps something they belong to, both known by their rows."""

    @wraps(question)
    def asking(user: Any, *about: Any) -> Answer:
        known = _known.get()
        if known is None:
            return question(user, *about)
        key = (question, user.pk, *(one.pk for one in about))
        if key not in known:
            known[key] = question(user, *about)
        return known[key]

    return asking
