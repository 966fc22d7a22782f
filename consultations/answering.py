"""What became of all that was proposed: the answer phase, what is answered, what is owed.

The answers themselves are the plans'. Here is what only a consultation knows: when an answer was promised.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, Exists, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policylab.core.clock import Stage
from policylab.core.registries import Waiting
from proposals.answers import AnswerPeriod, answers_to
from proposals.enums import Verdict
from proposals.models import Answer, Proposal, Round
from proposals.selectors import plans_of_round
from proposals.words import how_late, when_due

from .enums import ConsultationStatus, PhaseKind
from .models import Consultation, Phase
from .selectors import PhaseState, municipalities_run_by, words_of

MOST = 20
PER_PAGE = 20


# --- when -----------------------------------------------------------------------------------------------------------
def period_of_round(round: Round) -> AnswerPeriod | None:
    """For proposals' slot: the answer phase of the consultation that gathers these plans."""
    phases = _answer_phases().filter(consultation__round=round).select_related("consultation")
    phase = phases.first()
    if phase is None or phase.opens_at is None:
        return None
    return AnswerPeriod(phase.opens_at, phase.closes_at, answer_url(phase.consultation))


def answer_url(consultation: Consultation) -> str:
    return reverse("consultations:answer", args=[consultation.ref])


def shows_answer_tab(consultation: Consultation, user: Any) -> bool:
    """From the day the answer phase opens: what is owed is as public as what was given."""
    return _answer_phases().filter(consultation=consultation, opens_at__lte=Now()).exists()


def _answer_phases() -> QuerySet[Phase]:
    return Phase.objects.filter(kind=PhaseKind.ANSWER, consultation__status=ConsultationStatus.OPENED)


# --- what ------------------------------------------------------------------------------------------------------------
def unanswered(rounds: Iterable[Any]) -> QuerySet[Proposal]:
    """Plans that stand and have no answer yet, the oldest first."""
    answered = Answer.objects.current().filter(proposal=OuterRef("pk"))
    plans = Proposal.objects.standing().filter(~Exists(answered), round__in=rounds)
    return plans.order_by("published_at", "pk")


def count_answered(rounds: Sequence[Round]) -> dict[int, int]:
    """{round's pk: how many of its plans are answered}, in one query."""
    rows = Answer.objects.current().filter(proposal__round__in=rounds).order_by()
    return dict(rows.values_list("proposal__round").annotate(count=Count("pk")))


def answered_page(round: Round, number: str | None) -> tuple[Page, list[dict[str, Any]]]:
    """Plans with their answers: what is carried out first, what waits last. A constant number of queries."""
    verdict = Answer.objects.current().filter(proposal=OuterRef("pk")).values("verdict")[:1]
    order = Case(
        *[When(verdict=value, then=Value(place)) for place, value in enumerate(Verdict.values)],
        default=Value(len(Verdict.values)),
    )
    plans = plans_of_round(round).annotate(verdict=Subquery(verdict)).order_by(order, "-supports_count", "pk")
    page = Paginator(plans, PER_PAGE).get_page(number)
    known = answers_to(page.object_list)
    return page, [_row(plan, known.get(plan.pk)) for plan in page.object_list]


def _row(plan: Proposal, answered: Any) -> dict[str, Any]:
    return {"plan": plan, "answered": answered, "late": how_late(answered) if answered else ""}


# --- what is owed ------------------------------------------------------------------------------------------------------
def owed(consultation: Consultation, schedule: Sequence[PhaseState], now: datetime) -> tuple[str, str]:
    """After the promised day: how many plans still wait, and since when; nothing where all are answered."""
    phase = next((phase for phase in schedule if phase.kind == PhaseKind.ANSWER), None)
    if phase is None or phase.stage != Stage.CLOSED or consultation.status != ConsultationStatus.OPENED:
        return "", ""
    count = unanswered([consultation.round]).count()
    if not count:
        return "", ""
    title = ngettext("%(count)s plan still has no answer", "%(count)s plans still have no answer", count)
    return title % {"count": count}, when_due(AnswerPeriod(phase.opens_at, phase.closes_at), now)  # type: ignore[arg-type]


def answers_awaited(user: Any, now: datetime) -> list[Waiting]:
    """For officers, from the opening of the answer phase until every plan has its answer."""
    due = _answer_phases().filter(opens_at__lte=now, consultation__organisation__in=municipalities_run_by(user))
    due = due.filter(Exists(unanswered([OuterRef("consultation__round")])))
    due = due.select_related("consultation").prefetch_related("consultation__texts").order_by("closes_at", "pk")
    return [_line(phase) for phase in due[:MOST]]


def _line(phase: Phase) -> Waiting:
    words = words_of(phase.consultation)
    kind = _("Answer the plans")
    return Waiting(kind, words.title, answer_url(phase.consultation), phase.closes_at, words.language)
