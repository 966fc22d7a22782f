"""Opening publishes the first wording; a further one may follow while people answer. What was handed in keeps what it saw."""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from consultations.enums import Deed
from consultations.models import Consultation
from consultations.questionnaires.checking import faults_of
from consultations.questionnaires.enums import QuestionnaireStatus
from consultations.questionnaires.models import Questionnaire, Wording
from consultations.questionnaires.permissions import can_open_questionnaire, can_publish_wording, can_see_preparation
from consultations.questionnaires.selectors import wording_of
from consultations.services import record
from policylab.accounts.models import User
from policylab.core.clock import db_now
from policylab.core.errors import Refused, Stale
from search.services import refresh_documents

from ._locks import locked_consultation, locked_questionnaire


@transaction.atomic
def open_questionnaire(*, user: User, questionnaire: Questionnaire, edition: int) -> Questionnaire:
    """The draft as it was looked at. Opening twice (a double click) opens once."""
    locked_consultation(questionnaire.phase.consultation)
    questionnaire = locked_questionnaire(questionnaire)
    consultation = questionnaire.phase.consultation
    if questionnaire.status != QuestionnaireStatus.PREPARED and can_see_preparation(user, consultation):
        return questionnaire
    now = db_now()
    if not can_open_questionnaire(user, questionnaire, now):
        raise PermissionDenied
    _require_edition(questionnaire, edition)
    _open(user, questionnaire, now)
    record(consultation=consultation, deed=Deed.ASKED, by=user, at=now)
    refresh_documents(objects=[questionnaire])
    return questionnaire


def rehearse_questionnaire(user: User, draft: Consultation) -> None:
    """Opened with the consultation that is rehearsed, where nothing is missing from it; whoever rehearses rolls it back."""
    found = Questionnaire.objects.filter(phase__consultation=draft, status=QuestionnaireStatus.PREPARED).first()
    if found and not faults_of(found.draft, draft.language):
        _open(user, found, db_now())


@transaction.atomic
def publish_wording(*, user: User, questionnaire: Questionnaire, edition: int) -> Wording:
    """The draft, as it was looked at, becomes what those who come later are asked; the same wording twice is one."""
    locked_consultation(questionnaire.phase.consultation)
    questionnaire = locked_questionnaire(questionnaire)
    now = db_now()
    if not can_publish_wording(user, questionnaire, now):
        raise PermissionDenied
    _require_edition(questionnaire, edition)
    newest = wording_of(questionnaire)
    if newest and newest.digest == digest_of(questionnaire.draft):
        return newest
    wording = _publish(user, questionnaire, newest.number + 1 if newest else 1, now)
    record(consultation=questionnaire.phase.consultation, deed=Deed.REWORDED, by=user, at=now)
    refresh_documents(objects=[questionnaire])
    return wording


def digest_of(definition: dict[str, Any]) -> str:
    """SHA-256 of the definition as canonical JSON."""
    text = json.dumps(definition, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _require_edition(questionnaire: Questionnaire, edition: int) -> None:
    if questionnaire.edition != edition:
        raise Stale(
            _("A colleague changed the questionnaire meanwhile. Look at it as it stands, then do it again."),
            questionnaire,
        )


def _open(user: User, questionnaire: Questionnaire, now: datetime) -> None:
    _publish(user, questionnaire, 1, now)
    questionnaire.status = QuestionnaireStatus.OPENED
    questionnaire.save(update_fields=["status"])


def _publish(user: User, questionnaire: Questionnaire, number: int, now: datetime) -> Wording:
    consultation = questionnaire.phase.consultation
    for sentence in faults_of(questionnaire.draft, consultation.language).values():
        raise Refused(sentence)
    return Wording.objects.create(
        questionnaire=questionnaire,
        number=number,
        definition=questionnaire.draft,
        digest=digest_of(questionnaire.draft),
        published_by=user,
        published_at=now,
    )
