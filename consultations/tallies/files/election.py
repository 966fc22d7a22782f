"""What is read from a file: options, papers, and for a budget what things cost. And what is wrong with a file, by line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Any


class BrokenFile(ValueError):
    """The file is not what it says it is; `line` counts from 1, as editors do."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(f"line {line}: {what}")


class WrongPapers(ValueError):
    """The papers are sound, and do not say what the method asks."""


class Kind(StrEnum):
    """What stands on the papers."""

    APPROVED = "approved"
    RANKED = "ranked"
    POINTS = "points"


@dataclass(frozen=True)
class Election:
    """`papers`: Approved, Ranked or Graded (points), with how many cast each. The rest is a budget's."""

    kind: Kind
    names: Mapping[str, str]
    papers: Mapping[Any, int]
    costs: Mapping[str, Fraction] = field(default_factory=dict)
    budget: Fraction = Fraction(0)
    threshold: int = 0
    official: tuple[str, ...] | None = None

    @property
    def options(self) -> tuple[str, ...]:
        return tuple(self.names)


def a_number(text: str, line: int, what: str, least: int = 0) -> int:
    """A whole number in plain digits; the sentence says what it should have been."""
    if not (text.isascii() and text.isdigit() and len(text) <= 12 and int(text) >= least):
        raise BrokenFile(line, f"{what} should be a whole number of at least {least}, and is “{text[:40]}”")
    return int(text)
