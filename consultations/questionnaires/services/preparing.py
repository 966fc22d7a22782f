"""An officer prepares what is asked, one change at a time; until it is opened nobody else sees it.

`edition` is that of the draft the form was made from: where a colleague changed it since, Stale is raised and nothing is lost.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from consultations.models import Consultation
from consultations.questionnaires.definition import Definition, dump, load
from consultations.questionnaires.models import Questionnaire
from consultations.questionnaires.permissions import can_drop_questionnaire, can_prepare_questionnaire
from consultations.questionnaires.selectors import asking_phase
from policylab.accounts.models import User
from policylab.core.clock import db_now
from policylab.core.errors import Stale

from ._locks import locked_consultation, locked_questionnaire


@transaction.atomic
def prepare_questionnaire(*, user: User, consultation: Consultation, draft: Definition | None = None) -> Questionnaire:
    """The one of its phase; a second press, or a colleague, finds it made. `draft`: what it begins with."""
    consultation = locked_consultation(consultation)
    now = db_now()
    if not can_prepare_questionnaire(user, consultation, now):
        raise PermissionDenied
    begun: dict[str, Any] = {"draft": dump(draft) if draft else {}, "created_by": user, "created_at": now}
    made, _new = Questionnaire.objects.get_or_create(phase=asking_phase(consultation), defaults=begun)
    return made


@transaction.atomic
def change_draft(
    *, user: User, questionnaire: Questionnaire, edition: int, change: Callable[[Definition], Definition]
) -> Questionnaire:
    """`change` gives what the draft becomes from what it is, under its lock; a change of nothing makes no new edition."""
    questionnaire = locked_questionnaire(questionnaire)
    if not can_prepare_questionnaire(user, questionnaire.phase.consultation, db_now()):
        raise PermissionDenied
    if questionnaire.edition != edition:
        raise Stale(
            _("A colleague changed the questionnaire meanwhile. Look at it as it stands, then do it again."),
            questionnaire,
        )
    changed = dump(change(load(questionnaire.draft)))
    if changed != questionnaire.draft:
        questionnaire.draft = changed
        questionnaire.edition += 1
        questionnaire.save(update_fields=["draft", "edition"])
    return questionnaire


@transaction.atomic
def drop_questionnaire(*, user: User, questionnaire: Questionnaire) -> None:
    """While nobody else has seen it; its phase can then go too."""
    questionnaire = locked_questionnaire(questionnaire)
    if not can_drop_questionnaire(user, questionnaire):
        raise PermissionDenied
    questionnaire.delete()
