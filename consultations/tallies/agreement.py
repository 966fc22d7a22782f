"""How far two people who read the same replies found the same in them: per cent, and Cohen's kappa, which takes chance off.

Jacob Cohen, «A coefficient of agreement for nominal scales», Educational and Psychological Measurement 20 (1960), 37-46,
doi 10.1177/001316446002000104. Exact fractions. Kappa is undefined where chance alone would agree always: nobody read anything,
or both gave the code to all replies, or both to none.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Agreement:
    """Replies by who found the code in them."""

    both: int
    first: int
    second: int
    neither: int

    @property
    def read(self) -> int:
        return self.both + self.first + self.second + self.neither

    @property
    def share(self) -> Fraction | None:
        """Of the replies, on how many they agree."""
        return Fraction(self.both + self.neither, self.read) if self.read else None

    @property
    def kappa(self) -> Fraction | None:
        if not self.read or self.share is None:
            return None
        one, other = Fraction(self.both + self.first, self.read), Fraction(self.both + self.second, self.read)
        chance = one * other + (1 - one) * (1 - other)
        return None if chance == 1 else (self.share - chance) / (1 - chance)


def agreement(first: Collection[str], second: Collection[str], replies: Collection[str]) -> Agreement:
    """`first`, `second`: in which of the replies each found the code."""
    one, other, read = set(first) & set(replies), set(second) & set(replies), set(replies)
    return Agreement(len(one & other), len(one - other), len(other - one), len(read - one - other))
