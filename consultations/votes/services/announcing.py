"""That voting begins and ends soon, told once: where an officer has opened the vote, because a phase without one is no vote."""

from django.db.models import Q

from consultations.services.announcing import announce_beginnings, announce_ends
from consultations.votes import telling
from consultations.votes.enums import VoteStatus

OPENED = Q(votes__status=VoteStatus.OPENED)


def announce_votes() -> int:
    """`run_due` calls it."""
    begun = announce_beginnings(telling.PHASES, telling.voting_begins, OPENED)
    return begun + announce_ends(telling.PHASES, telling.voting_ends_soon, OPENED)
