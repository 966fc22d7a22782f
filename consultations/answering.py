"""What became of all that was proposed: the answer phase, what is answered, what is owed.

The answers themselves are the plans'. Here is what only a consultation knows: when an answer was promised.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policylab.core.loop import DECIDE, DELIVER
from policylab.core.registries import Waiting
from proposals.answers import AnswerPeriod, answers_to
from proposals.enums import ADOPTING, Verdict
from proposals.models import Answer, Proposal, Round
from proposals.selectors import plans_of_round
from proposals.words import how_late, is_overdue, when_due

from .enums import ConsultationStatus, PhaseKind
from .models import Consultation, Phase
from .selectors import PhaseState, offices_of, step_of, words_of

MOST = 20
PER_PAGE = 20


# --- when -----------------------------------------------------------------------------------------------------------
def period_of_round(round: Round) -> AnswerPeriod | None:
    """For proposals' slot: the answer phase of the consultation that gathers these plans."""
    phases = _answer_phases().filter(consultation__round=round).select_related("consultation")
    phase = phases.first()
    if phase is None or phase.opens_at is None:
        return None
    return AnswerPeriod(phase.opens_at, phase.missed_at or phase.closes_at, answer_url(phase.consultation))


def answer_url(consultation: Consultation) -> str:
    return reverse("consultations:answer", args=[consultation.ref])


def shows_answer_tab(consultation: Any, user: Any) -> bool:
    """From the day the answer phase opens: what is owed is as public as what was given. Reads prefetched phases."""
    phases = [phase for phase in consultation.phases.all() if phase.kind == PhaseKind.ANSWER]
    opened = consultation.status == ConsultationStatus.OPENED
    return opened and any(phase.opens_at <= consultation.instant for phase in phases)


def _answer_phases() -> QuerySet[Phase]:
    return Phase.objects.filter(kind=PhaseKind.ANSWER, consultation__status=ConsultationStatus.OPENED)


# --- what ------------------------------------------------------------------------------------------------------------
def unanswered(round: Any) -> QuerySet[Proposal]:
    """Plans that stand and have no answer yet, the oldest first; `round` may be an outer query's."""
    answered = Answer.objects.current().filter(proposal=OuterRef("pk"))
    plans = Proposal.objects.standing().filter(~Exists(answered), round=round)
    return plans.order_by("published_at", "pk")


class Counted(NamedTuple):
    """Plans that stand in a round, those of them that are answered, and those an answer adopts."""

    plans: int = 0
    answered: int = 0
    adopted: int = 0


def count_answered(rounds: Iterable[Round]) -> dict[int, Counted]:
    """{round's pk: its counts}: one query, and none where it was asked before of the same rounds (head, trail, what is owed)."""
    rounds = list(rounds)
    unknown = [round for round in rounds if not hasattr(round, "answers_counted")]
    if unknown:
        rows = Proposal.objects.standing().filter(round__in=unknown).order_by().values_list("round")
        # One answer stands per plan, so this join multiplies nothing.
        stands = Q(answers__superseded_at=None)
        adopted = Count("answers", filter=stands & Q(answers__verdict__in=ADOPTING))
        rows = rows.annotate(
            plans=Count("pk", distinct=True), answered=Count("answers", filter=stands), adopted=adopted
        )
        found = {round: Counted(*counts) for round, *counts in rows}
        for round in unknown:
            round.answers_counted = found.get(round.pk, Counted())
    return {round.pk: round.answers_counted for round in rounds}


def step_now(consultation: Consultation, schedule: Sequence[PhaseState]) -> int:
    """As far as it has come; asked of the database only where its dates say that it is being delivered."""
    delivering = consultation.round and step_of(schedule) == DELIVER
    counted = count_answered([consultation.round])[consultation.round_id] if delivering else Counted()
    return step_reached(schedule, bool(counted.adopted))


def step_reached(schedule: Sequence[PhaseState], adopted: bool) -> int:
    """What no answer has adopted is not delivered, whatever the dates say."""
    step = step_of(schedule)
    return DECIDE if step == DELIVER and not adopted else step


def answered_page(round: Round, number: str | None) -> tuple[Page, list[dict[str, Any]]]:
    """Plans with their answers: what is carried out first, what waits last. A constant number of queries."""
    verdict = Answer.objects.current().filter(proposal=OuterRef("pk")).values("verdict")[:1]
    order = Case(
        *[When(verdict=value, then=Value(place)) for place, value in enumerate(Verdict.values)],
        default=Value(len(Verdict.values)),
    )
    plans = plans_of_round(round).annotate(verdict=Subquery(verdict)).order_by(order, "-supports_count", "pk")
    page = Paginator(plans, PER_PAGE).get_page(number)
    listed = list(page.object_list)
    known = answers_to(listed)
    return page, [_row(plan, known.get(plan.pk)) for plan in listed]


def _row(plan: Proposal, answered: Any) -> dict[str, Any]:
    return {"plan": plan, "answered": answered, "late": how_late(answered) if answered else ""}


# --- what is owed ------------------------------------------------------------------------------------------------------
def period_in(schedule: Sequence[PhaseState]) -> AnswerPeriod | None:
    """The same as `period_of_round`, where the phases are known already."""
    phase = next((phase for phase in schedule if phase.kind == PhaseKind.ANSWER), None)
    return AnswerPeriod(phase.opens_at, phase.missed_at or phase.closes_at) if phase and phase.opens_at else None


def owed(consultation: Consultation, schedule: Sequence[PhaseState], now: datetime) -> tuple[str, str]:
    """After the promised day: how many plans still wait, and since when; nothing where all are answered."""
    period = period_in(schedule)
    if consultation.status != ConsultationStatus.OPENED or not is_overdue(period, now):
        return "", ""
    counted = count_answered([consultation.round])[consultation.round_id]
    count = counted.plans - counted.answered
    if not count:
        return "", ""
    title = ngettext("%(count)s plan still has no answer", "%(count)s plans still have no answer", count)
    return title % {"count": count}, when_due(period, now)


def answers_awaited(user: Any, now: datetime) -> list[Waiting]:
    """For officers, from the opening of the answer phase until every plan has its answer."""
    due = _answer_phases().filter(opens_at__lte=now, consultation__round__paused_at=None)
    due = due.filter(consultation__organisation__in=offices_of(user))
    due = due.filter(Exists(unanswered(OuterRef("consultation__round"))))
    due = due.select_related("consultation").prefetch_related("consultation__texts").order_by("closes_at", "pk")
    return [_line(phase) for phase in due[:MOST]]


def _line(phase: Phase) -> Waiting:
    words = words_of(phase.consultation)
    kind = _("Answer the plans")
    due_at = phase.missed_at or phase.closes_at
    return Waiting(kind, words.title, answer_url(phase.consultation), due_at, words.language)
