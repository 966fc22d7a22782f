"""The log of a consultation: an entry is written in the transaction of the act it tells of, and never again."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from consultations.enums import ConsultationStatus, Deed
from consultations.models import Consultation, Entry
from consultations.schedule import Span
from policylab.accounts.models import User
from policylab.core.errors import Refused
from proposals.models import Answer


def record(
    *,
    consultation: Consultation,
    deed: Deed,
    by: User,
    at: datetime,
    reason: str = "",
    language: str = "",
    facts: Mapping[str, Any] | None = None,
) -> Entry:
    return Entry.objects.create(
        consultation=consultation,
        deed=deed,
        organisation_id=consultation.organisation_id,
        by=by,
        at=at,
        reason=reason,
        language=language,
        facts=dict(facts or {}),
    )


def dates_moved(standing: Mapping[str, Span], schedule: Mapping[str, Span]) -> list[dict[str, Any]]:
    """What an entry keeps of a change of dates."""
    return [
        {"kind": kind, "before": _written(standing[kind]), "after": _written(span)}
        for kind, span in schedule.items()
        if span != standing[kind]
    ]


def _written(span: Span) -> list[str]:
    return [moment.astimezone(UTC).isoformat() for moment in span]


@transaction.atomic
def record_answer(answer: Answer) -> None:
    """In the transaction of the answer. The lock settles which came first where somebody calls it off at the same time."""
    round = answer.proposal.round_id if answer.proposal else answer.round_id
    found = Consultation.objects.select_for_update(no_key=True).filter(round=round).first()
    if found is None:
        return
    if found.status == ConsultationStatus.CANCELLED:
        raise Refused(_("This consultation was cancelled."))
    facts = {"plan": answer.proposal.ref} if answer.proposal else {}
    record(consultation=found, deed=Deed.ANSWERED, by=answer.answered_by, at=answer.answered_at, facts=facts)
