"""Counting: once, after the end, frozen with the digest of the sheets it rests on; then what could lead back is cut off.

The rows that say who has handed in are written anew, under new keys and in random order, by this one transaction, so that
neither their place in the table nor the number of the transaction that wrote them matches them with a sheet. What was begun
and never handed in is deleted: its writer did not mean anybody to read it.
"""

import hashlib
import json
import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from random import SystemRandom

from django.conf import settings
from django.db import connection, transaction

from consultations.questionnaires import telling
from consultations.questionnaires.definition import Question, asked, load
from consultations.questionnaires.enums import CHOSEN, QuestionnaireStage, QuestionnaireStatus
from consultations.questionnaires.models import Column, Count, HandedIn, Questionnaire, Sheet, Upload, new_key
from consultations.questionnaires.selectors import counted_from, questionnaires_due, stage_of_questionnaire
from consultations.questionnaires.together import Definitions, countable, is_personal, same_kind, together
from consultations.tallies import sheets as tallies
from consultations.tallies.crossed import by_college
from policylab.core.after import after_commit
from policylab.core.clock import db_now
from policylab.directory.enums import College
from search.services import refresh_documents

from ._locks import locked_questionnaire

logger = logging.getLogger(__name__)
COLLEGE = "college"  # the column that is no question
AT_ONCE = 500


def close_due_questionnaires() -> int:
    """Every questionnaire whose time has come; `run_due` calls it. One that fails holds up no other, and is tried again."""
    counted, first_error = 0, None
    for questionnaire in questionnaires_due(db_now()):
        try:
            counted += count_questionnaire(questionnaire=questionnaire) is not None
        except Exception as error:
            logger.exception("The questionnaire %s could not be counted", questionnaire.ref)
            first_error = first_error or error
    if first_error:
        raise first_error
    return counted


@transaction.atomic
def count_questionnaire(*, questionnaire: Questionnaire) -> Count | None:
    """The count, if this call made it; None where it is not yet time or somebody else was first. Only the clock may ask."""
    questionnaire = locked_questionnaire(questionnaire)
    now = db_now()
    if stage_of_questionnaire(questionnaire, now) != QuestionnaireStage.COUNTING or now < counted_from(questionnaire):
        return None
    count = _freeze(questionnaire, now)
    _cut_off(questionnaire)
    Questionnaire.objects.filter(pk=questionnaire.pk).update(status=QuestionnaireStatus.COUNTED)
    refresh_documents(objects=[questionnaire])
    after_commit(sweep_deleted_rows)
    after_commit(telling.questionnaire_counted, questionnaire)
    return count


def _freeze(questionnaire: Questionnaire, now: datetime) -> Count:
    wordings = {one.pk: one for one in questionnaire.wordings.all()}
    definitions = {one.number: load(one.definition) for one in wordings.values()}
    numbers = {pk: one.number for pk, one in wordings.items()}
    sheets = list(questionnaire.sheets.order_by("key"))
    filled = [_filled(sheet, numbers[sheet.wording_id], definitions) for sheet in sheets]
    questions = together(definitions)
    colleges = [college for college in College.values if any(one.college == college for one in filled)]
    counted = [_only_same_kind(one, questions, definitions) for one in filled] if len(definitions) > 1 else filled
    figures = tallies.count([countable(one) for one in questions], counted, colleges)
    count = Count.objects.create(
        questionnaire=questionnaire,
        counted_at=now,
        sheets=len(sheets),
        figures={
            "colleges": dict(Counter(one.college for one in filled)),
            "wordings": dict(Counter(str(one.wording) for one in filled)),
            "paper": sum(sheet.on_paper for sheet in sheets),
            "questions": figures,
            "by_college": {one.key: by_college(figures[one.key], is_personal(one, definitions)) for one in questions},
        },
        digest=digest_of(sheets, numbers),
        software=f"policylab {settings.SOFTWARE_VERSION}",
    )
    _keep_columns(count, questions, counted)
    return count


def _keep_columns(count: Count, questions: Sequence[Question], sheets: Sequence[tallies.Filled]) -> None:
    """In the order of the sheets' keys, so that any two of them make a table."""
    columns = {one.key: [sheet.replies.get(one.key) for sheet in sheets] for one in questions if one.kind in CHOSEN}
    columns[COLLEGE] = [sheet.college for sheet in sheets]
    Column.objects.bulk_create(Column(count=count, question=key, values=values) for key, values in columns.items())


def _filled(sheet: Sheet, number: int, definitions: Definitions) -> tallies.Filled:
    led = {question.key for question in asked(definitions[number], sheet.replies)}
    replies = {key: reply for key, reply in sheet.replies.items() if key in led}
    return tallies.Filled(sheet.college, number, replies, led)


def _only_same_kind(sheet: tallies.Filled, questions: Sequence[Question], definitions: Definitions) -> tallies.Filled:
    mixed = {one.key for one in questions if not same_kind(one, definitions[sheet.wording])}
    replies = {key: reply for key, reply in sheet.replies.items() if key not in mixed}
    return tallies.Filled(sheet.college, sheet.wording, replies, set(sheet.asked) - mixed)


def digest_of(sheets: Sequence[Sheet], numbers: Mapping[int, int]) -> str:
    """SHA-256 over the sheets in the order of their keys, as canonical JSON, one a line. `numbers`: of the wordings, by pk."""
    digest = hashlib.sha256()
    for sheet in sorted(sheets, key=lambda one: one.key):
        line = [sheet.key, numbers[sheet.wording_id], sheet.college, sheet.replies]
        digest.update(json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n")
    return digest.hexdigest()


def _cut_off(questionnaire: Questionnaire) -> None:
    rows = list(questionnaire.handed_in.select_for_update())
    questionnaire.handed_in.all().delete()
    SystemRandom().shuffle(rows)
    for row in rows:
        row.key = new_key()
        row._state.adding = True
    HandedIn.objects.bulk_create(rows, batch_size=AT_ONCE)
    unfinished = Upload.objects.filter(questionnaire=questionnaire).exclude(begun=None)
    for upload in unfinished:
        after_commit(upload.file.delete, save=False)
    unfinished.delete()
    questionnaire.begun.all().delete()


def sweep_deleted_rows() -> None:
    """What a database keeps of deleted rows, cleared as far as a program can do it; as after a vote (docs/ballot-secrecy.md)."""
    table = connection.ops.quote_name(HandedIn._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"VACUUM {table}")
        else:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
