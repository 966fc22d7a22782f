"""What has been done in a consultation already, so that no date undoes it. Rooms fill the slot in their `ready()`."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q

from proposals.models import Answer

from .enums import PhaseKind
from .models import Consultation


@dataclass(frozen=True)
class Done:
    """`kinds` are those of the phases somebody has acted in; `is_decided` where a result or an answer exists."""

    kinds: frozenset[str] = frozenset()
    is_decided: bool = False


# function(consultation, hold): with `hold` the rows it rests on stay locked until the transaction ends.
done_sources: list[Callable[[Consultation, bool], Done]] = []


def done_in(consultation: Consultation, *, hold: bool = False) -> Done:
    found = [source(consultation, hold) for source in (_answered, *done_sources)]
    return Done(frozenset().union(*(one.kinds for one in found)), any(one.is_decided for one in found))


def _answered(consultation: Consultation, hold: bool) -> Done:
    """Answers are written under the consultation's lock (services.recording), so nothing more is held here."""
    about = Q(round=consultation.round_id) | Q(proposal__round=consultation.round_id)
    return Done(frozenset({PhaseKind.ANSWER}), True) if Answer.objects.filter(about).exists() else Done()
