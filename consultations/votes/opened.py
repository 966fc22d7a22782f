"""What the opening fixed, remembered by the process: the options on the paper and how each college votes.

The seed of a vote is drawn at its opening, and from then on neither an option nor a college changes: what is kept under a seed is
true for good, read once and not for each of forty thousand ballots. What may change (dates, a pause, the roll) never stands here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from .enums import Secrecy
from .models import Option, Vote, VoteCollege

REMEMBERED = 64


@dataclass(frozen=True)
class Opened:
    """The options in their order, each with its version and plan; how each college votes."""

    options: tuple[Option, ...]
    secrecy: Mapping[str, Secrecy]

    @property
    def letters(self) -> list[str]:
        return [option.letter for option in self.options]


def opened(vote: Vote) -> Opened:
    return _remembered(vote.pk, vote.seed) if vote.seed else _read(vote.pk)


@lru_cache(maxsize=REMEMBERED)
def _remembered(vote: int, seed: str) -> Opened:
    return _read(vote)


def _read(vote: int) -> Opened:
    options = Option.objects.filter(vote=vote).select_related("version__proposal").order_by("position")
    colleges = VoteCollege.objects.filter(vote=vote).values_list("college", "secrecy")
    return Opened(tuple(options), {college: Secrecy(secrecy) for college, secrecy in colleges})
