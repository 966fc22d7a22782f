"""What is read about questionnaires. Nothing here writes; whoever calls gives the present instant (core.clock.db_now)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Prefetch, QuerySet, prefetch_related_objects

from consultations.enums import ConsultationStatus, PhaseKind
from consultations.models import Consultation, Phase
from consultations.selectors import colleges_of, is_paused, stage_of
from policylab.core.clock import Stage
from policylab.directory.enums import College
from policylab.residents.enums import Voice
from policylab.residents.selectors import people_of

from .enums import QuestionnaireStage, QuestionnaireStatus
from .models import Questionnaire, Wording

AROUND = ("phase__consultation__organisation", "phase__consultation__territory", "phase__consultation__round")


# --- the questionnaire and its phase --------------------------------------------------------------------------------
def stage_of_questionnaire(questionnaire: Questionnaire, now: datetime) -> QuestionnaireStage:
    if questionnaire.status == QuestionnaireStatus.COUNTED:
        return QuestionnaireStage.COUNTED
    if questionnaire.phase.consultation.status == ConsultationStatus.CANCELLED:
        return QuestionnaireStage.CANCELLED
    if questionnaire.status == QuestionnaireStatus.PREPARED:
        over = stage_of(questionnaire.phase, now) == Stage.CLOSED
        return QuestionnaireStage.MISSED if over else QuestionnaireStage.PREPARED
    if is_paused(questionnaire.phase.consultation):
        return QuestionnaireStage.PAUSED
    return {
        Stage.UPCOMING: QuestionnaireStage.UPCOMING,
        Stage.OPEN: QuestionnaireStage.OPEN,
        Stage.CLOSED: QuestionnaireStage.COUNTING,
    }[stage_of(questionnaire.phase, now)]


def that_ask(consultations: Iterable[Consultation]) -> list[Consultation]:
    """Those with a phase for a questionnaire; asks for nothing where phases were read already, as most pages have."""
    found = list(consultations)
    prefetch_related_objects(found, "phases")
    return [one for one in found if any(phase.kind == PhaseKind.ASK for phase in one.phases.all())]


def shown_questionnaires(consultations: Iterable[Consultation]) -> list[Questionnaire]:
    """Those everybody sees, in order; the consultations remember: trail, tabs and report ask."""
    found = [phase for one in that_ask(consultations) for phase in one.phases.all() if phase.kind == PhaseKind.ASK]
    rows = Questionnaire.objects.public().select_related("count")
    prefetch_related_objects(found, Prefetch("questionnaire", rows, to_attr="shown_questionnaire"))
    return [shown for phase in found if (shown := vars(phase)["shown_questionnaire"])]


def asking_phase(consultation: Consultation) -> Phase | None:
    return consultation.phases.filter(kind=PhaseKind.ASK).order_by("position").first()


def questionnaires_of(ref: str) -> QuerySet[Questionnaire]:
    """That of the consultation with this address, with all that its pages show of the two."""
    rows = Questionnaire.objects.filter(phase__consultation__ref=ref).select_related(*AROUND, "count")
    return rows.prefetch_related("phase__consultation__texts").order_by("phase__position")


def counted_from(questionnaire: Questionnaire) -> datetime:
    """Its end, and the days in which papers are still entered. An opened questionnaire has an end."""
    closes = questionnaire.phase.closes_at
    assert closes is not None
    return closes + timedelta(days=questionnaire.paper_days)


def questionnaires_due(now: datetime) -> list[Questionnaire]:
    """Opened, past their end and their papers, not counted; of a cancelled consultation never, of a paused one not yet."""
    running = Questionnaire.objects.filter(
        status=QuestionnaireStatus.OPENED, phase__consultation__round__paused_at=None, phase__closes_at__lte=now
    )
    cancelled = ConsultationStatus.CANCELLED
    ended = running.exclude(phase__consultation__status=cancelled).select_related("phase")
    return [one for one in ended.order_by("phase__closes_at", "pk") if counted_from(one) <= now]


def wording_of(questionnaire: Questionnaire) -> Wording | None:
    """The one that is asked now."""
    return questionnaire.wordings.order_by("number").last()


# --- who is asked, how many have handed in --------------------------------------------------------------------------
def is_citizen_asked(user: Any, consultation: Consultation) -> bool:
    """Lives in the place that is asked, as surely as the consultation asks it: as for the roll of a vote."""
    if College.CITIZEN not in colleges_of(consultation) or consultation.territory is None:
        return False
    return people_of(consultation.territory, Voice(consultation.voice)).filter(pk=user.pk).exists()


def handed_in(questionnaire: Questionnaire) -> dict[str, int]:
    """{college: sheets}, exact; screens show it as `rounded` in core allows."""
    return dict(questionnaire.handed_in.values_list("college").annotate(Count("pk")).order_by())
