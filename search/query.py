"""What is asked of search, already understood: every engine is given the same."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar, NamedTuple, Protocol

from policylab.core.named import LANGUAGES

from . import analysis

# Left out of a question (never of a text), unless there is nothing else: who asks for «la cantine de la commune» does not mean
# that "la" must be there. Without accents, as words are read.
SMALL = {
    "ar": "في من الي علي عن مع هذا هذه التي الذي ما هل او ثم ان و",
    "en": "a an and are as at be by for from how in is it of on or that the this to what which who with",
    "es": "a al como con de del el en es esta este la las lo los o para por que se su sus un una y",
    "fr": "a au aux ce ces cette dans de des du elle en est et il je la le les leur mais ne nous ou par pas pour que qui sa se "
    "ses son sur un une vous y",
    "it": "a ad agli ai al alla alle che chi con da dal dalla dei del della delle di e ed gli i il in io la le lo ma nel nella o "
    "per si sono sul sulla un una uno",
}
SMALL_WORDS = {language: frozenset(text.split()) for language, text in SMALL.items()}
MOST_WORDS = 12


class Facts(NamedTuple):
    """What documents are counted by."""

    kind: str
    territory: str
    language: str


@dataclass(frozen=True)
class Query:
    """`text` holds at least one word. Documents in the reader's language come first."""

    text: str
    reader: str = "fr"
    kind: str = ""
    territory: str = ""  # path of codes; what lies in the place is meant too
    language: str = ""
    start: int = 0
    size: int = 10

    @cached_property
    def spellings(self) -> dict[str, list[tuple[str, ...]]]:
        """Language -> words that must all be there, each with its spellings; what is typed is read in every language."""
        return {language: _asked(self.text, language) for language in LANGUAGES}

    @cached_property
    def names(self) -> dict[str, list[tuple[str, ...]]]:
        """The same words as names of places, as the databases keep those."""
        return {
            language: [tuple(dict.fromkeys(analysis.name(way, language) for way in ways)) for ways in asked]
            for language, asked in self.spellings.items()
        }

    @cached_property
    def terms(self) -> dict[str, list[tuple[str, ...]]]:
        """The same, as the databases keep them."""
        return {
            language: [tuple(dict.fromkeys(analysis.term(way, language) for way in ways)) for ways in asked]
            for language, asked in self.spellings.items()
        }

    def fits(self, facts: Facts) -> bool:
        return (
            self.kind in ("", facts.kind)
            and self.language in ("", facts.language)
            and is_within(facts.territory, self.territory)
        )


def is_within(place: str, wider: str) -> bool:
    return not wider or place == wider or place.startswith(f"{wider}/")


def has_words(text: str) -> bool:
    return next(analysis.words(text, "en"), None) is not None


def _asked(text: str, language: str) -> list[tuple[str, ...]]:
    every = [word.spellings for word in analysis.words(text, language)]
    telling = [ways for ways in every if ways[0] not in SMALL_WORDS[language]]
    return list(dict.fromkeys(telling or every))[:MOST_WORDS]


@dataclass(frozen=True)
class Answer:
    """Rows of this page in their order, and all that the words find, counted by its facts whatever filter is set."""

    pks: list[int]
    counts: Counter[Facts] = field(default_factory=Counter)


class Engine(Protocol):
    name: ClassVar[str]

    def find(self, query: Query) -> Answer: ...
