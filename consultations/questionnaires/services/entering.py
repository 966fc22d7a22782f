"""Sheets filled in on paper: an officer or a facilitator types them in, each number once."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from consultations.questionnaires.definition import Replies, kept, load
from consultations.questionnaires.files import Kept
from consultations.questionnaires.models import HandedIn, Questionnaire, Sheet, Wording
from consultations.questionnaires.permissions import can_enter_paper, can_wait_for_paper
from policylab.accounts.models import User
from policylab.core.clock import db_now
from policylab.core.errors import Refused
from policylab.directory.enums import College

from ._locks import locked_questionnaire
from .answering import write_sheet
from .uploading import store


@transaction.atomic
def wait_for_paper(*, user: User, questionnaire: Questionnaire, days: int) -> None:
    """So many days after its end papers are entered; then it is counted."""
    questionnaire = locked_questionnaire(questionnaire)
    if not can_wait_for_paper(user, questionnaire, db_now()):
        raise PermissionDenied
    questionnaire.paper_days = days
    questionnaire.save(update_fields=["paper_days"])


@transaction.atomic
def enter_paper(
    *, user: User, questionnaire: Questionnaire, wording: Wording, paper: int, language: str, replies: Replies
) -> Sheet:
    """Paper is for citizens: who wrote on it is not known here, only its number. The mark and the sheet are not joined."""
    questionnaire = locked_questionnaire(questionnaire)
    if not can_enter_paper(user, questionnaire, db_now()):
        raise PermissionDenied
    if questionnaire.handed_in.filter(paper=paper).exists():
        raise Refused(
            _("Paper %(number)04d has been entered already. Look at the number printed on the next one.")
            % {"number": paper},
            field="paper",
        )
    given = kept(load(wording.definition), replies)
    if not given:
        raise Refused(_("Nothing is filled in. An empty paper is not entered."))
    HandedIn.objects.create(questionnaire=questionnaire, college=College.CITIZEN, paper=paper)
    stored = {
        key: store(questionnaire, key, reply) if isinstance(reply, Kept) else reply for key, reply in given.items()
    }
    return write_sheet(questionnaire, wording, College.CITIZEN, stored, on_paper=True, language=language)
