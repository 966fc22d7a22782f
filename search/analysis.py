"""How a text is read for search, in five languages; every engine finds by these same words.

    words       «L'économie des Coopératives» -> economie, des, cooperatives: cut, without articles tied by an apostrophe,
                without accents, capitals, vowel signs and stretching; letters that are mixed up in writing are one
    stems       economie -> econom: by Snowball's rules (English by Porter's), Arabic by the rules of stems_arabic
    names       of places keep their endings (not in Arabic, where an article is tied to them)

Accents go before the ending, because people leave them out when they search: égalité and egalite must be one word.
Elasticsearch is given the words and takes off the endings itself, with the analyser of each language (engines/documents.py);
the databases are given the stems. Both follow the same rules: tests/search/test_elastic.py compares them.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from threading import Lock
from typing import NamedTuple

import snowballstemmer

from .stems_arabic import ALIKE, arabic_spellings, arabic_stem

# A letter or digit, then letters, digits, signs that ride on letters, and apostrophes within.
WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u0640\u064b-\u065f\u0670]|['’ʼ](?=[^\W_]))*")
APOSTROPHE = re.compile("['’ʼ]")
LIGATURES = {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i"}
FOLDED = str.maketrans(LIGATURES | ALIKE)
ELIDED = {
    "fr": frozenset("c d j l m n s t qu jusqu lorsqu puisqu quoiqu".split()),
    "it": frozenset("c d l m n s t v un all dall dell nell sull coll quell quest sant bell tutt gl".split()),
}
STEMMERS = {
    "en": snowballstemmer.stemmer("porter"),  # what Elasticsearch's English takes off
    "es": snowballstemmer.stemmer("spanish"),
    "fr": snowballstemmer.stemmer("french"),
    "it": snowballstemmer.stemmer("italian"),
}
# After accents went: without this one Snowball would leave «asociacion» whole and cut «asociaciones».
ENDS_IN = {"es": (("cion", "ción"), ("sion", "sión"))}
PORTER_LATER = re.compile("(.*[aeiouy][^aeiouy].*)(bl|log)i$")  # two rules Porter added, which Lucene has
ROUNDS = {"es": 2}  # Snowball leaves escolares at escolar, and escolar at escol
ONE_AT_A_TIME = Lock()  # a Snowball stemmer keeps the word it is at
LONGEST = 60
MOST = 50_000  # words of one document; more would not fit into PostgreSQL's tsvector


class Word(NamedTuple):
    """A word, where it stands, and how it may be meant."""

    start: int
    end: int
    spellings: tuple[str, ...]


def words(text: str, language: str) -> Iterator[Word]:
    for found in WORD.finditer(text):
        if spellings := spelled(found[0], language):
            yield Word(found.start(), found.end(), spellings)


@lru_cache(maxsize=100_000)
def spelled(word: str, language: str) -> tuple[str, ...]:
    """Mostly one; nothing of what is only signs. An Arabic word may begin with a preposition or belong together with it."""
    parts = APOSTROPHE.split(word)
    if language == "en" and len(parts) > 1 and parts[-1].lower() == "s":
        parts.pop()
    if len(parts) > 1 and parts[0].lower() in ELIDED.get(language, ()):
        parts = parts[1:]
    plain = fold("".join(parts))[:LONGEST]
    if not plain:
        return ()
    if language == "ar":
        return arabic_spellings(plain)
    for bare, written in ENDS_IN.get(language, ()):
        if plain.endswith(bare):
            plain = plain.removesuffix(bare) + written
    return (plain,)


def fold(text: str) -> str:
    """Letters and digits only, as everybody can type them."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    plain = bare.casefold().translate(FOLDED)
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in plain if sign.isalnum())


@lru_cache(maxsize=100_000)
def stem(spelling: str, language: str) -> str:
    if language == "ar":
        return arabic_stem(spelling)
    if language == "en":
        return _english(spelling)
    with ONE_AT_A_TIME:
        for _round in range(ROUNDS.get(language, 1)):
            spelling = STEMMERS[language].stemWord(spelling)
    return spelling


def _english(spelling: str) -> str:
    if len(spelling) < 3:
        return spelling
    with ONE_AT_A_TIME:
        stemmed = STEMMERS["en"].stemWord(spelling)
    return PORTER_LATER.sub(r"\1\2", stemmed)


def spellings_of(text: str, language: str) -> str:
    """A text for Elasticsearch."""
    return " ".join(spelling for word in _first(text, language) for spelling in word.spellings)


def terms_of(text: str, language: str) -> str:
    """A text for the databases: stems that say whose they are, so that one index holds five languages."""
    return " ".join(term(spelling, language) for word in _first(text, language) for spelling in word.spellings)


def term(spelling: str, language: str) -> str:
    return f"{language}{stem(spelling, language)}"


def names_of(text: str, language: str) -> str:
    """Names of places for the databases."""
    return " ".join(name(spelling, language) for word in _first(text, language) for spelling in word.spellings)


def name(spelling: str, language: str) -> str:
    """Whole, or «Tunis» would be «Tunisie» in French; in Arabic as every word, for the article before it."""
    return f"at{term(spelling, language) if language == 'ar' else language + spelling}"


def _first(text: str, language: str) -> Iterator[Word]:
    for number, word in enumerate(words(text, language)):
        if number == MOST:
            return
        yield word
