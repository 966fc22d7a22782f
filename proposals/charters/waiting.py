"""What waits for those who speak for a body: charters it has not signed; for officers, charters nobody has written yet."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from policylab.core.registries import Waiting
from policylab.directory.selectors import municipalities_run_by, organisations_spoken_for
from proposals.enums import ADOPTING, CommitmentStatus
from proposals.models import Answer, Commitment, Proposal

from .models import Charter, Signature

MOST = 20


def charters_awaited(user: Any, now: datetime) -> list[Waiting]:
    """Those of plans that one's bodies asked for, wrote or gave something to; five questions, however many there are."""
    bodies = {body.pk for body in organisations_spoken_for(user)}
    return [*_to_sign(bodies), *_to_write(user)] if bodies else []


def _to_sign(bodies: set[int]) -> list[Waiting]:
    given = Commitment.objects.filter(organisation__in=bodies, status=CommitmentStatus.OFFERED)
    concerned = Q(round__asked_by__in=bodies) | Q(organisation__in=bodies) | Q(pk__in=given.values("proposal"))
    plans = _carried_out().filter(concerned)
    charters = list(
        Charter.objects.public()
        .filter(proposal__in=plans)
        .select_related("current", "proposal__round")
        .order_by("-current__published_at", "-pk")[:MOST]
    )
    if not charters:
        return []
    parties = set(
        given.filter(proposal__in=[one.proposal_id for one in charters]).values_list("proposal", "organisation")
    )
    parties |= {(one.proposal_id, one.proposal.round.asked_by_id) for one in charters}
    parties |= {(one.proposal_id, one.proposal.organisation_id) for one in charters}
    signed = set(
        Signature.objects.filter(version__in=[one.current_id for one in charters], organisation__in=bodies).values_list(
            "version", "organisation"
        )
    )
    return [
        _line(_("Sign the charter"), "sign", one.proposal, one.current)
        for one in charters
        if any((one.proposal_id, body) in parties and (one.current_id, body) not in signed for body in bodies)
    ]


def _to_write(user: Any) -> list[Waiting]:
    plans = _carried_out().filter(
        round__asked_by__in=[body.pk for body in municipalities_run_by(user)], charter__current=None
    )
    plans = plans.select_related("current").order_by("pk")[:MOST]
    return [_line(_("Write the charter"), "write", plan, plan.current) for plan in plans]


def _carried_out() -> Any:
    adopting = Answer.objects.current().filter(verdict__in=ADOPTING).values("proposal")
    return Proposal.objects.standing().filter(pk__in=adopting)


def _line(kind: str, page: str, plan: Proposal, words: Any) -> Waiting:
    return Waiting(kind, words.title, reverse(f"charters:{page}", args=[plan.ref]), language=words.language)
