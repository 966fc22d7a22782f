"""What every method gives back: who won, the figures of each option, and each step on the way. Exact and plain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Generic, TypeVar

Score = TypeVar("Score")
Step = TypeVar("Step")


@dataclass(frozen=True)
class Tally(Generic[Score, Step]):
    """`winners` in the order in which they won; `scores` by option; `steps` as they happened."""

    winners: tuple[str, ...]
    scores: Mapping[str, Score]
    steps: tuple[Step, ...]


def document(thing: object) -> object:
    """A tally, or a part of one, as JSON can hold it; "2/3" and "0.30000" are texts, because they must stay exact."""
    if is_dataclass(thing):
        return {field.name: document(getattr(thing, field.name)) for field in fields(thing)}
    if isinstance(thing, Mapping):
        return {str(key): document(value) for key, value in thing.items()}
    if isinstance(thing, tuple | list):
        return [document(one) for one in thing]
    if isinstance(thing, Fraction):
        return thing.numerator if thing.denominator == 1 else str(thing)
    if isinstance(thing, Decimal):
        return str(thing)
    return thing
