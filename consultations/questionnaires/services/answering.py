"""Filling in: every page is saved; handing in writes the sheet and the mark beside the name, and nothing joins the two.

Nothing here is logged, and no key of a sheet leaves the database: each would be a place where a person and their replies meet.
"""

from collections.abc import Iterable, Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from consultations.questionnaires.begun import Writer, has_handed_in, rows_of
from consultations.questionnaires.definition import Replies, kept, load
from consultations.questionnaires.models import BegunSheet, HandedIn, Questionnaire, Sheet, Wording
from consultations.questionnaires.permissions import can_begin_sheet, can_hand_in, can_hand_in_for
from consultations.questionnaires.reasons import sentence_why_closed
from consultations.questionnaires.selectors import is_citizen_asked
from consultations.questionnaires.ways import missing
from policylab.core.clock import db_now
from policylab.core.errors import Refused
from policylab.directory.enums import College

from ._locks import locked_questionnaire
from .uploading import keep_files, release_files


class NotOpen(Refused):
    """The questionnaire is not open now: nothing was stored."""


class AlreadyHandedIn(Refused):
    """This person or body has handed in a sheet."""


class NotAsked(Refused):
    """They are not among those who are asked, or not yet known to be."""


class Incomplete(Refused):
    """Questions that need a reply have none."""


@transaction.atomic
def save_begun(
    *, writer: Writer, questionnaire: Questionnaire, wording: Wording, keys: Iterable[str], replies: Replies
) -> BegunSheet:
    """`replies` are all that is known of the questions `keys`; of others what another device has saved stands.

    `wording` is the one the page was made from: it is written down with the first save and stays.
    """
    if not can_begin_sheet(questionnaire, db_now()):
        raise NotOpen(sentence_why_closed(questionnaire, db_now()))
    if has_handed_in(writer, questionnaire):
        raise AlreadyHandedIn(_("You have handed in your answers already. They can no longer be changed."))
    begun = _own_row(writer, questionnaire, wording)
    wanted = set(keys) & {question.key for question in load(begun.wording.definition).questions()}
    known = {key: reply for key, reply in begun.replies.items() if key not in wanted}
    given = {key: reply for key, reply in replies.items() if key in wanted}
    begun.replies = known | keep_files(begun, wanted, given)
    begun.saved_at = db_now()
    begun.save(update_fields=["replies", "saved_at"])
    return begun


@transaction.atomic
def hand_in(*, writer: Writer, questionnaire: Questionnaire) -> Sheet:
    """Once for each person or body. The lock is the questionnaire's: the count waits for it, and so does the second press."""
    questionnaire = locked_questionnaire(questionnaire)
    _require_may(writer, questionnaire)
    begun = _locked_row(writer, questionnaire)
    if begun is None:
        raise Incomplete(_("Nothing was filled in yet. Begin with the first page."))
    definition = load(begun.wording.definition)
    replies = kept(definition, begun.replies)
    if missing(definition, replies) or not replies:
        raise Incomplete(_("Some questions still need a reply. They are listed below."))
    college = writer.organisation.college if writer.organisation else College.CITIZEN
    _write_mark(writer, questionnaire, str(college))
    sheet = write_sheet(questionnaire, begun.wording, str(college), replies)
    release_files(begun, replies)
    rows_of(writer, questionnaire).delete()
    return sheet


def write_sheet(
    questionnaire: Questionnaire, wording: Wording, college: str, replies: Mapping[str, object], **more: object
) -> Sheet:
    language = {"language": (get_language() or "fr")[:2]}
    facts = {"questionnaire": questionnaire, "wording": wording, "college": college, "replies": replies}
    return Sheet.objects.create(**(language | facts | more))


def _write_mark(writer: Writer, questionnaire: Questionnaire, college: str) -> None:
    """A body answers for itself: who pressed for it is nobody's business afterwards."""
    user = None if writer.organisation else writer.user
    HandedIn.objects.create(questionnaire=questionnaire, college=college, user=user, organisation=writer.organisation)


def _require_may(writer: Writer, questionnaire: Questionnaire) -> None:
    now, body = (
        db_now(),
        writer.organisation,
    )  # read once: one that closes between two readings would look like a missing right
    if not can_begin_sheet(questionnaire, now):
        raise NotOpen(sentence_why_closed(questionnaire, now))
    if has_handed_in(writer, questionnaire):
        raise AlreadyHandedIn(_("You have handed in your answers already. They can no longer be changed."))
    if body is None and writer.is_known and not is_citizen_asked(writer.user, questionnaire.phase.consultation):
        raise NotAsked(_("You cannot hand in yet: read below what is missing. What you filled in is kept."))
    may = (
        can_hand_in_for(writer.user, questionnaire, body, now) if body else can_hand_in(writer.user, questionnaire, now)
    )
    if not may:
        raise PermissionDenied


def _own_row(writer: Writer, questionnaire: Questionnaire, wording: Wording) -> BegunSheet:
    """Theirs, locked; the one of their session becomes theirs once they are known, and of two the newer stays."""
    begun = _locked_row(writer, questionnaire)
    owner = {
        "user": None if writer.organisation or not writer.is_known else writer.user,
        "organisation": writer.organisation,
    }
    if begun is None:
        fresh = {"wording": wording, "saved_at": db_now()}
        if not writer.is_known:
            return BegunSheet.objects.create(questionnaire=questionnaire, **fresh)
        made, _new = BegunSheet.objects.get_or_create(questionnaire=questionnaire, **owner, defaults=fresh)
        return BegunSheet.objects.select_for_update(of=("self",)).select_related("wording").get(pk=made.pk)
    if writer.is_known:
        rows_of(writer, questionnaire).exclude(pk=begun.pk).delete()
        BegunSheet.objects.filter(pk=begun.pk).update(**owner)
    return begun


def _locked_row(writer: Writer, questionnaire: Questionnaire) -> BegunSheet | None:
    """The newest; all of theirs are locked, in one order."""
    keys = list(rows_of(writer, questionnaire).order_by("pk").select_for_update().values_list("pk", flat=True))
    return BegunSheet.objects.select_related("wording").filter(pk__in=keys).order_by("-saved_at").first()
