"""What waits for voters and for those who prepare votes.

Each line is made from the entries of the person who asks, and read by nobody else: who stands on a roll, and who has not
voted yet, is theirs alone.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.enums import ConsultationStatus, PhaseKind
from consultations.models import Consultation, Phase
from consultations.selectors import offices_of, words_of
from policylab.core.registries import Waiting
from policylab.directory.selectors import organisations_spoken_for

from .enums import VoteStatus
from .models import RollEntry, Vote
from .standing import not_opted_out

MOST = 20
IN_GOOD_TIME = timedelta(days=7)


def ballots_of(user: Any, now: datetime) -> list[Waiting]:
    entries = entries_to_vote(user, now).select_related("organisation", "vote__phase__consultation")
    entries = entries.prefetch_related("vote__phase__consultation__texts")
    return [_ballot(entry) for entry in entries.order_by("vote__phase__closes_at", "organisation__name_fr")[:MOST]]


def entries_to_vote(user: Any, now: datetime) -> QuerySet[RollEntry]:
    """One's own, and those of the bodies one speaks for today, while the vote is open; none of a college one did not choose.

    Joined, not asked with "or": so each is found by its index, and a roll of 40,000 is not read through.
    """
    own = RollEntry.objects.filter(user=user).values("pk")
    of_bodies = RollEntry.objects.filter(organisation__in=organisations_spoken_for(user).values("pk")).values("pk")
    mine = Q(pk__in=own.union(of_bodies))
    open_now = Q(vote__phase__opens_at__lte=now, vote__phase__closes_at__gt=now, vote__status=VoteStatus.OPENED)
    entries = RollEntry.objects.filter(mine, open_now, not_opted_out(user), has_voted=False)
    entries = entries.exclude(vote__phase__consultation__status=ConsultationStatus.CANCELLED)
    return entries.filter(vote__phase__consultation__round__paused_at=None)


def _ballot(entry: RollEntry) -> Waiting:
    phase = entry.vote.phase
    kind = _("Vote for %(body)s") % {"body": entry.organisation.name} if entry.organisation else _("Cast your ballot")
    return _line(kind, phase.consultation, "mine", phase.closes_at)


def votes_to_open(user: Any, now: datetime) -> list[Waiting]:
    """For officers, from a week before the voting phase on: nobody can vote before the vote is opened, so it is due by then."""
    due = Phase.objects.filter(kind=PhaseKind.VOTE, opens_at__lte=now + IN_GOOD_TIME, closes_at__gt=now)
    due = due.filter(consultation__status=ConsultationStatus.OPENED, consultation__organisation__in=offices_of(user))
    due = due.exclude(votes__in=Vote.objects.public()).select_related("consultation")
    due = due.prefetch_related("consultation__texts").order_by("opens_at", "pk")[:MOST]
    return [_line(_("Open the vote"), phase.consultation, "prepare", phase.opens_at) for phase in due]


def votes_to_certify(user: Any, now: datetime) -> list[Waiting]:
    """For officers, from the count on: until then nobody can say that the result stands."""
    due = Vote.objects.filter(status=VoteStatus.COUNTED, certification=None, annulment=None)
    due = due.filter(phase__consultation__organisation__in=offices_of(user)).select_related("phase__consultation")
    due = due.prefetch_related("phase__consultation__texts").order_by("phase__closes_at", "pk")[:MOST]
    return [_line(_("Certify the result"), vote.phase.consultation, "certify", None) for vote in due]


def _line(kind: str, consultation: Consultation, page: str, until: datetime | None) -> Waiting:
    words = words_of(consultation)
    return Waiting(kind, words.title, reverse(f"votes:{page}", args=[consultation.ref]), until, words.language)
