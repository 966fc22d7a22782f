"""What waits for those who run a questionnaire: to open it in time, paper to enter before its end, free replies to read.

And for whoever has begun one and not handed it in: read by nobody else.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.enums import ConsultationStatus, PhaseKind
from consultations.models import Phase
from consultations.selectors import offices_of, words_of
from policylab.core.registries import Waiting

from .enums import QuestionnaireStatus
from .models import BegunSheet, Questionnaire
from .selectors import counted_from

MOST = 20
IN_GOOD_TIME, SOON, LONGEST_WAIT = timedelta(days=7), timedelta(days=2), timedelta(days=14)


def questionnaires_to_open(user: Any, now: datetime) -> list[Waiting]:
    """From a week before its phase on: nobody can reply before it is opened. And for a while what was written and missed."""
    known = Q(closes_at__gt=now) | Q(closes_at__gt=now - LONGEST_WAIT, questionnaire__isnull=False)
    due = nobody_opened().filter(known, opens_at__lte=now + IN_GOOD_TIME)
    due = due.filter(consultation__organisation__in=offices_of(user)).select_related("consultation")
    due = due.prefetch_related("consultation__texts").order_by("opens_at", "pk")[:MOST]
    return [_to_open(phase, now) for phase in due]


def nobody_opened() -> QuerySet[Phase]:
    """Phases for a questionnaire that is not opened, in consultations that run."""
    running = {"consultation__status": ConsultationStatus.OPENED, "consultation__round__paused_at": None}
    return Phase.objects.filter(kind=PhaseKind.ASK, **running).exclude(questionnaire__in=Questionnaire.objects.public())


def _to_open(phase: Phase, now: datetime) -> Waiting:
    if phase.closes_at and phase.closes_at <= now:
        return _line(_("Nobody opened the questionnaire: give it new dates, or delete it"), phase, "prepare", None)
    return _line(_("Open the questionnaire"), phase, "prepare", phase.opens_at)


def questionnaires_closing(user: Any, now: datetime) -> list[Waiting]:
    """From two days before its end on, until it is counted: papers lie on desks."""
    soon = Questionnaire.objects.filter(
        status=QuestionnaireStatus.OPENED,
        phase__opens_at__lte=now,
        phase__closes_at__gt=now - LONGEST_WAIT,
        phase__closes_at__lte=now + SOON,
        phase__consultation__status=ConsultationStatus.OPENED,
        phase__consultation__round__paused_at=None,
        phase__consultation__organisation__in=offices_of(user),
    )
    soon = soon.select_related("phase__consultation").prefetch_related("phase__consultation__texts")
    kind = _("The questionnaire closes: enter the papers")
    due = [(one.phase, counted_from(one)) for one in soon.order_by("phase__closes_at")]
    return [_line(kind, phase, "enter", until) for phase, until in due if until > now][:MOST]


def sheets_begun(user: Any, now: datetime) -> list[Waiting]:
    rows = sheets_to_hand_in(user, now).select_related("questionnaire__phase__consultation")
    rows = rows.prefetch_related("questionnaire__phase__consultation__texts").order_by(
        "questionnaire__phase__closes_at"
    )
    phases = [row.questionnaire.phase for row in rows[:MOST]]
    return [_line(_("Go on with the questionnaire"), phase, "answer", phase.closes_at) for phase in phases]


def sheets_to_hand_in(user: Any, now: datetime) -> QuerySet[BegunSheet]:
    """One's own, while the questionnaire is open."""
    return BegunSheet.objects.filter(
        user_id=user.pk,
        questionnaire__status=QuestionnaireStatus.OPENED,
        questionnaire__phase__opens_at__lte=now,
        questionnaire__phase__closes_at__gt=now,
        questionnaire__phase__consultation__status=ConsultationStatus.OPENED,
        questionnaire__phase__consultation__round__paused_at=None,
    )


def _line(kind: str, phase: Phase, page: str, until: datetime | None) -> Waiting:
    words = words_of(phase.consultation)
    url = reverse(f"questionnaires:{page}", args=[phase.consultation.ref])
    return Waiting(kind, words.title, url, until, words.language)
