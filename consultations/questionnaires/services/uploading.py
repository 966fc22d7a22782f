"""Files of a sheet: they belong to the begun one while it is filled in, and to nobody once it is handed in."""

from collections.abc import Iterable
from typing import Any

from django.core.files.storage import Storage

from consultations.questionnaires.definition import Replies, Reply
from consultations.questionnaires.files import Kept
from consultations.questionnaires.models import BegunSheet, Questionnaire, Upload, new_key
from policylab.core.after import after_commit


def keep_files(begun: BegunSheet, keys: Iterable[str], replies: Replies) -> dict[str, Reply]:
    """The same replies, each new file stored and named by its key. One that was put in its place, or taken back, goes.

    A key is only taken for a file of this very sheet: a foreign one would give somebody else's file into these hands.
    """
    own = {upload.key: upload.question for upload in begun.uploads.all()}
    found: dict[str, Reply] = {}
    for key, reply in replies.items():
        found[key] = store(begun.questionnaire, key, reply, begun=begun) if isinstance(reply, Kept) else reply
    for upload, question in own.items():
        if question in keys and found.get(question) != upload:
            drop(Upload.objects.filter(pk=upload))
    return found


def store(questionnaire: Questionnaire, question: str, kept: Kept, **of: Any) -> str:
    upload = Upload(key=new_key(), questionnaire=questionnaire, question=question, kind=kept.kind, **of)
    upload.file.save(f"{new_key()}.{kept.ending}", kept.content, save=False)
    upload.save(force_insert=True)
    return upload.key


def release_files(begun: BegunSheet, replies: Replies) -> None:
    """Those on the sheet stay, under no name; those of a way that was left go."""
    named = [reply for reply in replies.values() if isinstance(reply, str)]
    begun.uploads.filter(pk__in=named).update(begun=None)
    drop(Upload.objects.filter(begun=begun))


def drop(uploads: Any) -> None:
    """Rows now, files once that is certain."""
    for upload in uploads:
        after_commit(_delete_file, upload.file.storage, upload.file.name)
    uploads.delete()


def _delete_file(storage: Storage, name: str) -> None:
    storage.delete(name)
