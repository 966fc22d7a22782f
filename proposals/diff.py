"""What changed between two texts, word by word, for components/diff.html.

diff-match-patch compares letters, and would cut Arabic words in the middle. So each word, blank and sign is first mapped to
one character of its own, and mapped back after (the way its authors recommend for lines). Two texts of 10,000 letters take
some milliseconds; after a fifth of a second it gives up looking for the smallest change and shows a coarser one, so that six
parts written to be slow cannot hold a server.
"""

import re
from typing import NamedTuple

from diff_match_patch import diff_match_patch

from .models import SECTIONS, Sections

# Letters with their marks: Latin accents, Arabic vowels and Quranic signs, joiners; each is not a word letter to `\w`.
WORD = r"[\w\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff\u200c\u200d]"
PARTS = re.compile(rf"{WORD}+|[^\S\n]+|\n|.", re.DOTALL)
SURROGATES = range(0xD800, 0xE000)
KINDS = {-1: "del", 0: "same", 1: "ins"}
SECONDS = 0.2


class Piece(NamedTuple):
    kind: str
    text: str


class Change(NamedTuple):
    """One part of a plan in two versions."""

    name: str
    pieces: list[Piece]

    @property
    def is_changed(self) -> bool:
        return any(piece.kind != "same" for piece in self.pieces)


def compare(old: str, new: str) -> list[Piece]:
    """Pieces in reading order: those of `same` and `del` joined give the old text, `same` and `ins` the new."""
    letters: dict[str, str] = {}
    before, after = (_as_letters(text, letters) for text in (old, new))
    words = {letter: part for part, letter in letters.items()}
    engine = diff_match_patch()
    engine.Diff_Timeout = SECONDS
    found = engine.diff_main(before, after, checklines=False)
    engine.diff_cleanupSemantic(found)
    return [Piece(KINDS[kind], "".join(words[letter] for letter in run)) for kind, run in found]


def compare_versions(old: Sections, new: Sections) -> list[Change]:
    """Title and sections, in their order."""
    return [Change(name, compare(getattr(old, name), getattr(new, name))) for name in ("title", *SECTIONS)]


def _as_letters(text: str, letters: dict[str, str]) -> str:
    return "".join(letters.setdefault(part, _letter(len(letters))) for part in PARTS.findall(text))


def _letter(number: int) -> str:
    """The first characters but for the surrogates, which are half letters."""
    return chr(number if number < SURROGATES.start else number + len(SURROGATES))
