"""An answer that was promised and has not come is a step of every trail it is missing from."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from policylab.core.loop import DECIDE
from policylab.core.registries import TrailLink
from proposals.answers import days_past

from .answering import answer_url, count_answered, unanswered
from .enums import ConsultationStatus, PhaseKind
from .models import Consultation, Phase


def overdue_answers(consultations: Sequence[Consultation]) -> dict[Consultation, list[TrailLink]]:
    """For how many days plans have waited, and where that is read. One query, however many consultations."""
    known = {one.pk: one for one in consultations}
    promised = Phase.objects.filter(kind=PhaseKind.ANSWER, consultation__status=ConsultationStatus.OPENED)
    late = promised.filter(Q(closes_at__lt=Now()) | Q(missed_at__lt=Now()), consultation__in=known)
    late = late.filter(Exists(unanswered(OuterRef("consultation__round")))).annotate(instant=Now())
    return {known[phase.consultation_id]: [_link(known[phase.consultation_id], phase, phase.instant)] for phase in late}


def overdue_on_page(consultations: Sequence[Consultation]) -> dict[Consultation, list[TrailLink]]:
    """The same for a page that has read the instant and the phases: one query where a date has passed, else none."""
    if not all(hasattr(one, "instant") for one in consultations):
        return overdue_answers(consultations)
    late = [(one, phase) for one in consultations for phase in one.phases.all() if _is_past(one, phase)]
    counts = count_answered([one.round for one, _phase in late])
    waiting = {pk for pk, counted in counts.items() if counted.plans > counted.answered}
    return {one: [_link(one, phase, one.instant)] for one, phase in late if one.round_id in waiting}


def _is_past(consultation: Consultation, phase: Phase) -> bool:
    promised = phase.kind == PhaseKind.ANSWER and consultation.status == ConsultationStatus.OPENED
    due = _due_at(phase)
    return promised and due is not None and due < consultation.instant


def _due_at(phase: Phase) -> datetime | None:
    return phase.missed_at or phase.closes_at


def _link(consultation: Consultation, phase: Phase, now: datetime) -> TrailLink:
    days = days_past(_due_at(phase), now)
    overdue = ngettext("Overdue by %(count)s day", "Overdue by %(count)s days", days or 0) % {"count": days}
    kind, url = pgettext("of an authority", "Answer"), answer_url(consultation)
    return TrailLink(DECIDE, kind, overdue if days else _("Overdue since today"), url, consultation.organisation.name)
