"""The promise set against what happened: from answers, ballots and milestones with their dates, which no officer can edit.

From the day the answer phase opens. A room says what it knows through the slot, filled in its `ready()`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from policylab.core.clock import Stage
from policylab.core.numbers import number
from policylab.core.registries import ReportPart
from proposals.answers import AnswerPeriod, days_past
from proposals.delivery.selectors import HOW_FAR
from proposals.delivery.words import how_far
from proposals.enums import ADOPTING, Verdict
from proposals.models import Answer, Proposal
from proposals.words import is_overdue, when_due

from .answering import period_in
from .enums import ConsultationStatus, Level, PhaseKind
from .models import Consultation
from .promises import PROMISES
from .selectors import schedule_of

PLACE = 95
PLANS = 2_000  # a consultation with more has its figures in the report, not here
# What a municipality that decides with people, or lets them decide, is bound to.
BOUND = (Level.COLLABORATE, Level.EMPOWER)


@dataclass(frozen=True)
class Judged:
    """How it stands with one promise: words, and the kind of their tag."""

    label: Any
    tag: str = ""


KEPT = Judged(gettext_lazy("Kept"), "good")
KEPT_LATE = Judged(gettext_lazy("Kept late"), "now")
IN_PART = Judged(gettext_lazy("Kept in part"), "now")
NOT_KEPT = Judged(gettext_lazy("Not kept so far"), "bad")
LATE = Judged(gettext_lazy("Late"), "bad")
OPEN = Judged(gettext_lazy("Not yet due"))
FACT = Judged("")


@dataclass(frozen=True)
class Check:
    """One part of the promise, what happened, and whether that is what was promised."""

    promised: Any
    happened: str
    judged: Judged


# function(consultation) -> pks of the plans a counted vote adopted; None where nothing was counted.
adopted_by_vote: list[Callable[[Consultation], set[int] | None]] = []


def chapter(consultation: Consultation, now: datetime) -> Iterable[ReportPart]:
    """For the report and for its page: nothing before there is anything to set against the promise."""
    if checks := checks_of(consultation, now):
        facts = {"checks": checks, "promise": PROMISES[Level(consultation.level)].sentence}
        yield ReportPart("kept", PLACE, _("The promise, and what happened"), "consultations/_kept.html", facts)


def checks_of(consultation: Consultation, now: datetime) -> list[Check]:
    """Two queries at most. Reads the phases, prefetched or not."""
    schedule = schedule_of(consultation, now)
    answer = next((phase for phase in schedule if phase.kind == PhaseKind.ANSWER), None)
    if consultation.status != ConsultationStatus.OPENED or answer is None or answer.stage == Stage.UPCOMING:
        return []
    plans = list(_plans_of(consultation)[:PLANS])
    if not plans:
        return []
    period = period_in(schedule)
    found = [_on_answers(plans, period, now)]
    verdicts = {plan["pk"]: plan["verdict"] for plan in plans if plan["verdict"]}
    if verdicts:
        found.append(_on_decision(list(verdicts.values())))
    if consultation.level in BOUND:
        owed = NOT_KEPT if is_overdue(period, now) else OPEN
        found += [_on_vote(chosen, verdicts, owed) for chosen in _chosen(consultation) if chosen]
    return [*found, *_on_delivery([plan for plan in plans if plan["verdict"] in ADOPTING])]


def _plans_of(consultation: Consultation) -> QuerySet[Proposal, dict[str, Any]]:
    """Each plan that stands with what stands of its answer, when the first was due and came, and how far it is delivered."""
    answers = Answer.objects.filter(proposal=OuterRef("pk"))
    told = {
        "verdict": Subquery(answers.current().values("verdict")),
        "due_at": Subquery(answers.filter(number=1).values("due_at")),
        "came_at": Subquery(answers.filter(number=1).values("answered_at")),
        **HOW_FAR,
    }
    return Proposal.objects.standing().filter(round=consultation.round).annotate(**told).values("pk", *told)


def _chosen(consultation: Consultation) -> list[set[int]]:
    return [chosen for source in adopted_by_vote if (chosen := source(consultation)) is not None]


def _on_answers(plans: Sequence[dict[str, Any]], period: AnswerPeriod | None, now: datetime) -> Check:
    promised, answered = _("A reasoned answer to every plan"), [plan for plan in plans if plan["verdict"]]
    count = {"answered": number(len(answered)), "plans": number(len(plans))}
    sentence = ngettext(
        "%(answered)s of %(plans)s plan answered.", "%(answered)s of %(plans)s plans answered.", len(plans)
    )
    said = sentence % count
    if len(answered) < len(plans):
        judged = NOT_KEPT if is_overdue(period, now) else OPEN
        return Check(promised, f"{said} {when_due(period, now)}", judged)
    late = max(days_past(plan["due_at"], plan["came_at"]) or 0 for plan in answered)
    if not late:
        return Check(promised, f"{said} {_('All in time.')}", KEPT)
    days = ngettext("The last one came %(count)s day late.", "The last one came %(count)s days late.", late)
    return Check(promised, f"{said} {days % {'count': number(late)}}", KEPT_LATE)


def _on_decision(verdicts: list[str]) -> Check:
    """Figures, not judged: how much of what people wrote a town takes up is for its voters to judge."""
    counts = [(label, verdicts.count(verdict)) for verdict, label in Verdict.choices]
    line = _("%(verdict)s: %(count)s")
    said = " · ".join(line % {"verdict": label, "count": number(count)} for label, count in counts if count)
    return Check(_("What became of what you wrote"), said, FACT)


def _on_vote(chosen: set[int], verdicts: dict[int, str], owed: Judged) -> Check:
    taken = [verdicts.get(pk) for pk in chosen]
    whole, part = taken.count(Verdict.ADOPTED), taken.count(Verdict.PARTLY)
    facts = {"whole": number(whole), "part": number(part), "all": number(len(chosen))}
    said = _("Adopted by the vote: %(all)s. Taken up whole: %(whole)s, in part: %(part)s.") % facts
    if None in taken:
        judged = owed
    elif whole == len(chosen):
        judged = KEPT
    else:
        judged = IN_PART if whole or part else NOT_KEPT
    return Check(_("What the vote adopts is taken up"), said, judged)


def _on_delivery(adopted: list[dict[str, Any]]) -> Iterable[Check]:
    """All milestones of all adopted plans together; nothing where none was promised yet."""
    total = {name: sum(plan[name] for plan in adopted) for name in HOW_FAR}
    if not total["total"]:
        return
    judged = KEPT if total["done"] == total["total"] else LATE if total["late"] else OPEN
    yield Check(_("What is adopted is carried out"), how_far(total), judged)
