"""Who is concerned by what becomes of a vote: all who stand on its roll, never only those who have voted or have not."""

from django.db.models import Q

from consultations.models import Consultation
from policylab.directory.models import Membership

from .enums import VoteStatus
from .models import RollEntry


def on_the_roll(consultation: Consultation) -> Q:
    """People on the roll of an opened vote, and those who speak for the bodies on it."""
    entries = RollEntry.objects.filter(vote__phase__consultation=consultation).exclude(vote__status=VoteStatus.PREPARED)
    bodies = entries.filter(organisation__isnull=False).values("organisation")
    speakers = Membership.objects.speaking().filter(organisation__in=bodies)
    return Q(pk__in=entries.filter(user__isnull=False).values("user")) | Q(pk__in=speakers.values("user"))
