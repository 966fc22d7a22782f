"""What was asked for, marked in the words of a result; the same for every engine, because they all find by these words."""

from itertools import islice

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from . import analysis
from .query import Query

WINDOW = 220  # letters of a fragment
BEFORE = 60
LOOKED_AT = 3_000  # words of a long text


def marked(text: str, query: Query, language: str) -> SafeString:
    return _with_marks(text, _spots(text, query, language))


def fragment(text: str, query: Query, language: str) -> SafeString:
    """The part of a text that holds most of what was asked for, else its beginning."""
    spots = _spots(text, query, language)
    start, end = _window(text, spots)
    inside = [(first - start, last - start, term) for first, last, term in spots if start <= first and last <= end]
    lead, tail = "… " if start else "", " …" if end < len(text) else ""
    return mark_safe(f"{lead}{_with_marks(text[start:end], inside)}{tail}")


def _spots(text: str, query: Query, language: str) -> list[tuple[int, int, str]]:
    """Where the words stand, and which of them."""
    wanted = {term for ways in query.terms[language] for term in ways}
    return [
        (word.start, word.end, term)
        for word in islice(analysis.words(text, language), LOOKED_AT)
        for term in (next((term for term in _terms(word, language) if term in wanted), ""),)
        if term
    ]


def _terms(word: analysis.Word, language: str) -> list[str]:
    return [analysis.term(spelling, language) for spelling in word.spellings]


def _window(text: str, spots: list[tuple[int, int, str]]) -> tuple[int, int]:
    best, most = 0, 0
    for first, _last, _term in spots:
        held = len({term for start, end, term in spots if first <= start and end <= first + WINDOW - BEFORE})
        if held > most:
            best, most = first, held
    start = 0 if best <= BEFORE else text.rfind(" ", 0, best - BEFORE) + 1
    end = len(text) if len(text) <= start + WINDOW else max(text.rfind(" ", start, start + WINDOW), start + BEFORE)
    return start, end


def _with_marks(text: str, spots: list[tuple[int, int, str]]) -> SafeString:
    parts, at = [], 0
    for first, last, _term in spots:
        parts += [escape(text[at:first]), f"<mark>{escape(text[first:last])}</mark>"]
        at = last
    return mark_safe("".join([*parts, escape(text[at:])]))
