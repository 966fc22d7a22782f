"""What a package is made of: plain data, and the one way in which it is written."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .counting import Asked
from .notation import Choices, write


@dataclass(frozen=True)
class PublishedOption:
    """What a letter stands for: the hashed version of a plan, its title and its language; or a candidate's name and, where each
    college elects its own seats, in which one they stand."""

    letter: str
    version: str
    title: str
    language: str
    college: str = ""


@dataclass(frozen=True)
class NamedPaper:
    """A paper cast by a body, which answers for it: its name, its choices, its reason if it gave one."""

    college: str
    organisation: str
    choices: Choices
    reason: str = ""


@dataclass(frozen=True)
class PackageInput:
    """Everything a package is made of; plain data, so that nothing else can slip in. Choices are canonical (notation);
    `ballots`: the separated ones, each with its college; `result`: documents.document."""

    ref: str
    titles: Mapping[str, str]
    closed_at: str
    asked: Asked
    options: tuple[PublishedOption, ...]
    ballots: Sequence[tuple[str, Choices]]
    named: Sequence[NamedPaper]
    receipts: Sequence[str]
    result: Mapping[str, Any]
    software: str

    @property
    def withheld(self) -> set[str]:
        return {college["code"] for college in self.result["colleges"] if college["withheld"]}

    @property
    def published(self) -> list[tuple[str, str]]:
        """Each separated paper that may be shown, as college and cell."""
        hidden, method = self.withheld, self.asked.method
        return sorted((code, write(method, choices)) for code, choices in self.ballots if code not in hidden)

    @property
    def heap(self) -> Counter[str]:
        """All published papers by their cell, without blank ones."""
        return self.heap_of(*self.asked.codes)

    def heap_of(self, *colleges: str) -> Counter[str]:
        cells = [cell for code, cell in self.published if code in colleges]
        cells += [write(self.asked.method, one.choices) for one in self.named if one.college in colleges]
        return Counter(cell for cell in cells if cell)


def canonical_json(document: object) -> bytes:
    """One way only to write a document, so that the same content always has the same digest."""
    return (json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode("utf-8")


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
