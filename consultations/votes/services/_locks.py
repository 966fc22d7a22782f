"""Row locks, and in which order they are taken; only with the lock held is the clock read.

Casting locks its own roll entry only, so that a town can vote at once. Closing locks the vote and then every entry of its
roll: it waits for those that are casting, and those that come after it find their entry gone and the vote closed. The
vote's lock is FOR NO KEY UPDATE, because a ballot being inserted holds a key share of its vote and would wait for ever.
"""

from consultations.models import Consultation
from consultations.votes.models import RollEntry, Vote

_WITH = ("phase__consultation__organisation", "phase__consultation__territory", "phase__consultation__round")


def locked_consultation(consultation: Consultation) -> Consultation:
    rows = Consultation.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("organisation", "territory", "round").get(pk=consultation.pk)


def locked_vote(vote: Vote) -> Vote:
    """Lock, then read, in two statements: joined to the locked row PostgreSQL would give the dates that stood before the wait."""
    Vote.objects.select_for_update(no_key=True).only("pk").get(pk=vote.pk)
    return Vote.objects.select_related(*_WITH).get(pk=vote.pk)


def locked_entry(entry: RollEntry) -> RollEntry | None:
    """The entry with its vote as it stands now, or None where closing has written the roll anew meanwhile."""
    if not RollEntry.objects.select_for_update(of=("self",)).filter(pk=entry.pk).exists():
        return None
    return (
        RollEntry.objects.select_related("vote__phase__consultation__round", "organisation").filter(pk=entry.pk).first()
    )


def locked_roll(vote: Vote) -> list[RollEntry]:
    return list(RollEntry.objects.select_for_update().filter(vote=vote).order_by("pk"))
