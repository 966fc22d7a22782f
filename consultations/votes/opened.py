"""What the opening fixed, remembered by the process: the options on the paper, how each college votes, the words of the question.

The seed of a vote is drawn at its opening, and from then on neither an option nor a college changes: what is kept under a seed is
true for good, read once and not for each of forty thousand ballots. What may change (dates, a pause, the roll) never stands here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import get_language

from consultations.models import ConsultationText
from consultations.selectors import words_of

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
def vote_as_opened(vote: int, seed: str) -> Vote:
    """With its phase, consultation and round. Copy it before setting on it what stands now (`lines`)."""
    return Vote.objects.select_related("phase__consultation__round").get(pk=vote, seed=seed)


def words_on_paper(vote: Vote) -> ConsultationText:
    """Once it is open a consultation gains languages and changes none (consultations.services.opening)."""
    try:
        return _worded(vote.phase.consultation_id, vote.seed, (get_language() or "")[:2])
    except ConsultationText.DoesNotExist:  # is not remembered: somebody may write it yet
        return words_of(vote.phase.consultation)


@lru_cache(maxsize=REMEMBERED * 5)
def _worded(consultation: int, seed: str, language: str) -> ConsultationText:
    return ConsultationText.objects.get(consultation=consultation, language=language)


@lru_cache(maxsize=REMEMBERED)
def _remembered(vote: int, seed: str) -> Opened:
    return _read(vote)


def _read(vote: int) -> Opened:
    options = Option.objects.filter(vote=vote).select_related("version__proposal").order_by("position")
    colleges = VoteCollege.objects.filter(vote=vote).values_list("college", "secrecy")
    return Opened(tuple(options), {college: Secrecy(secrecy) for college, secrecy in colleges})
