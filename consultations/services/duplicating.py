"""A new draft like one that was run before: its words, promise, places, colleges and dates; nothing of those who took part."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from consultations.models import CollegeTakingPart, Consultation, ConsultationText
from consultations.permissions import can_duplicate_consultation
from consultations.schedule import NEEDED, Schedule
from consultations.selectors import standing_schedule
from policylab.accounts.models import User
from policylab.core.clock import db_now

from .writing import begin_consultation, lay_schedule

WEEK = timedelta(days=7)
# function(the one that was run, the new draft): rooms copy what they prepared.
copied_parts: list[Callable[[Consultation, Consultation], None]] = []


@transaction.atomic
def duplicate_consultation(*, user: User, consultation: Consultation, key: str = "") -> Consultation:
    """`key` comes with the form and becomes its address: the same form sent twice makes one draft."""
    if not can_duplicate_consultation(user, consultation):
        raise PermissionDenied
    draft = begin_consultation(
        user=user,
        organisation=consultation.organisation,
        source_page=consultation.source_page,
        key=key,
        language=consultation.language,
    )
    if draft.texts.exists():
        return draft
    draft.level, draft.territory, draft.voice = consultation.level, consultation.territory, consultation.voice
    draft.save()
    draft.themes.set(consultation.themes.all())
    _copy_words(consultation, draft)
    schedule = standing_schedule(consultation)
    if set(NEEDED) <= schedule.keys():  # else the third step fills in the usual ones
        lay_schedule(draft, from_now(schedule, db_now()))
        for copy in copied_parts:
            copy(consultation, draft)
    return draft


def _copy_words(consultation: Consultation, draft: Consultation) -> None:
    for text in consultation.texts.all():
        words = {"title": text.title, "asked": text.asked, "promised": text.promised}
        ConsultationText.objects.create(consultation=draft, language=text.language, **words)
    for row in consultation.colleges.all():
        CollegeTakingPart.objects.create(consultation=draft, college=row.college)


def from_now(schedule: Schedule, now: datetime) -> Schedule:
    """Moved by whole weeks, so that each date keeps its day of the week and its hour; the first lies a day ahead or more."""
    first = min((opens for opens, _closes in schedule.values()), default=now)
    weeks = -((first - now - timedelta(days=1)) // WEEK)
    return {kind: (_later(opens, weeks), _later(closes, weeks)) for kind, (opens, closes) in schedule.items()}


def _later(moment: datetime, weeks: int) -> datetime:
    local = timezone.localtime(moment).replace(tzinfo=None) + weeks * WEEK
    return timezone.make_aware(local)
