"""What dates may not undo: plans that were put to the vote, and a result. For consultations' slot."""

from consultations.done import Done
from consultations.enums import PhaseKind
from consultations.models import Consultation

from .enums import VoteStatus
from .models import Vote


def done_in(consultation: Consultation, hold: bool) -> Done:
    """Held, the vote is neither opened nor counted before the transaction ends: whoever closes it reads the dates anew."""
    votes = Vote.objects.filter(phase__consultation=consultation)
    found = list((votes.select_for_update(no_key=True) if hold else votes).values_list("status", flat=True))
    opened = any(status != VoteStatus.PREPARED for status in found)
    return Done(frozenset({PhaseKind.VOTE} if opened else ()), VoteStatus.COUNTED in found)
