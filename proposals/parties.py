"""Which organisations carry a plan: those that asked for it, wrote it, gave something to it. Rooms add theirs (who signed its
charter) by `party_sources.append(function)` in `ready()`, so that a sister room may ask without knowing them."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from policylab.directory.models import Organisation

from .models import Commitment, Proposal

# function(plan) -> the primary keys of organisations, as a query within ours.
party_sources: list[Callable[[Proposal], QuerySet[Any]]] = []


def parties_of(proposal: Proposal) -> QuerySet[Organisation]:
    """Checked organisations only."""
    given = Commitment.objects.public().filter(proposal=proposal, organisation__isnull=False)
    known = Q(pk__in=given.values("organisation")) | Q(pk=proposal.round.asked_by_id) | Q(pk=proposal.organisation_id)
    for source in party_sources:
        known |= Q(pk__in=source(proposal))
    return Organisation.objects.public().filter(known).order_by("pk")
