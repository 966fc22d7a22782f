"""Six usual kinds of consultation, each a filled-in example to change: words, promise, who takes part, how long each phase.

What stands in [brackets] an officer replaces; a consultation that still has it cannot be opened (missing.py).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from consultations.enums import Level, PhaseKind
from policylab.directory.enums import College

FOLDER = Path(__file__).parent
BRACKETS = re.compile(r"\[[^\]]+\]")
LENGTHS = {
    "ask": PhaseKind.ASK,
    "write": PhaseKind.PROPOSE,
    "discuss": PhaseKind.DISCUSS,
    "vote": PhaseKind.VOTE,
    "answer": PhaseKind.ANSWER,
    "deliver": PhaseKind.DELIVER,
}


@dataclass(frozen=True)
class Words:
    """In one language: what this kind is called and good for; the title, question and promise to begin with."""

    name: str
    use: str
    title: str
    asked: str
    promised: str


@dataclass(frozen=True)
class Example:
    key: str
    order: int
    level: Level
    colleges: tuple[College, ...]
    days: Mapping[PhaseKind, int]
    words: Mapping[str, Words]
    questionnaire: Mapping[str, Any]  # as the questionnaires' room reads it; empty where none is asked

    def said(self, language: str) -> Words:
        return self.words[language if language in self.words else "en"]


@cache
def examples() -> dict[str, Example]:
    """{key: example}, in the order in which they are offered."""
    found = [_read(path) for path in FOLDER.glob("*.yaml")]
    return {example.key: example for example in sorted(found, key=lambda example: example.order)}


def _read(path: Path) -> Example:
    row: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Example(
        key=path.stem,
        order=row["order"],
        level=Level(row["level"]),
        colleges=tuple(College(value) for value in row["colleges"]),
        days={LENGTHS[name]: days for name, days in row["days"].items()},
        words={language: Words(**words) for language, words in row["words"].items()},
        questionnaire=row.get("questionnaire", {}),
    )


@cache
def to_replace() -> frozenset[str]:
    """Every bracket of every example: other brackets are an officer's own."""
    said = [words for example in examples().values() for words in example.words.values()]
    return frozenset(
        found
        for words in said
        for text in (words.title, words.asked, words.promised)
        for found in BRACKETS.findall(text)
    )


def left_in(*texts: str) -> list[str]:
    """The brackets an officer has not replaced yet, each once, in order."""
    found: dict[str, str] = {}
    for bracket in (bracket for text in texts for bracket in BRACKETS.findall(text)):
        if bracket in to_replace():
            found.setdefault(bracket.casefold(), bracket)
    return list(found.values())
