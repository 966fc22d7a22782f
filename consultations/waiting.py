"""What waits for an officer: consultations begun and not yet opened."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from policylab.core.registries import Waiting
from policylab.directory.models import Organisation

from .enums import ConsultationStatus
from .models import Consultation
from .selectors import consultations_run_by, municipalities_run_by, words_of

MOST = 20


def offices_held(user: Any, now: datetime) -> QuerySet[Organisation]:
    """Only for officers: what others see is not asked for."""
    return municipalities_run_by(user)


def drafts_of(user: Any, now: datetime) -> list[Waiting]:
    drafts = consultations_run_by(user).filter(status=ConsultationStatus.DRAFT)
    return [_line(draft) for draft in drafts[:MOST]]


def _line(draft: Consultation) -> Waiting:
    words, url = words_of(draft), reverse("consultations:detail", args=[draft.ref])
    if not words.title:
        return Waiting(_("Finish the consultation"), _("Untitled draft"), url)
    return Waiting(_("Finish the consultation"), words.title, url, language=words.language)
