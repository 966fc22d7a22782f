"""Writing in a thread."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from policylab.accounts.models import User
from policylab.core.after import after_commit
from policylab.core.clock import db_now
from policylab.core.errors import Refused, Stale
from policylab.directory.models import Organisation
from policylab.discussion import permissions
from policylab.discussion.models import Comment
from policylab.discussion.telling import tell_of_comment

from .ground import clean_words, keep_count, lock_target, locked_comment, refuse_if_closed

# A second press of the button, or a phone that sends again after a lost answer.
DOUBLE_PRESS = timedelta(minutes=1)


@transaction.atomic
def post_comment(
    *,
    user: User,
    target: Any,
    text: str,
    language: str,
    reply_to_ref: str = "",
    organisation: Organisation | None = None,
) -> Comment:
    """A comment on `target`, or an answer to one of its comments, as oneself or for a body one speaks for."""
    text = clean_words(text)
    target, rule = lock_target(target)
    if not permissions.can_post_comment(user, target, rule, organisation):
        raise PermissionDenied
    refuse_if_closed(target, rule, user)
    now = db_now()
    parent = _parent(target, reply_to_ref) if reply_to_ref else None
    twin = _twin(target, user, text, parent, organisation, now)
    if twin:
        return twin
    comment = _new_comment(target, user, now)
    comment.parent_id = parent.pk if parent else 0
    comment.comment, comment.language, comment.organisation = text, language, organisation
    comment.asks_since = _asks_since(text, now)
    comment.save()  # xtd works out thread, level and order; only ever called on a new row (it counts answers again each time)
    if parent:
        Comment.objects.filter(pk=parent.pk, asks_since__isnull=False).update(asks_since=None)
    keep_count(target, rule)
    after_commit(tell_of_comment, pk=comment.pk)
    return comment


@transaction.atomic
def edit_comment(*, user: User, target: Any, comment: Comment, text: str, language: str, seen: str) -> None:
    """`seen` is the `edition_of` the form was opened with: a second tab must not overwrite what the first one saved."""
    text = clean_words(text)
    target, rule = lock_target(target)
    comment = locked_comment(target, comment)
    if comment.user_id != user.pk or not permissions.can_read_thread(user, target, rule):
        raise PermissionDenied
    refuse_if_closed(target, rule, user)
    now = db_now()
    if not permissions.can_edit_comment(user, comment, now):
        raise Refused(
            _("A comment can be changed for 15 minutes, and not once it is hidden. Write another one instead.")
        )
    if seen != edition_of(comment):
        raise Stale(_("This comment was changed since you opened the form. Both texts are shown."), comment.comment)
    # Never .save() on a row that exists: xtd would count the answers above it once more.
    asks_since = None if comment.nested_count else _asks_since(text, comment.submit_date)
    Comment.objects.filter(pk=comment.pk).update(comment=text, language=language, edited_at=now, asks_since=asks_since)


def _asks_since(text: str, said_at: datetime) -> datetime | None:
    """A question has a question mark, Latin or Arabic."""
    return said_at if "?" in text or "؟" in text else None


def edition_of(comment: Comment) -> str:
    return comment.edited_at.isoformat() if comment.edited_at else "first"


def _new_comment(target: Any, user: User, now: datetime) -> Comment:
    """No name, e-mail, address of a site or of a machine: xtd's fields for them stay empty, the account is all there is."""
    return Comment(
        content_type=ContentType.objects.get_for_model(target),
        object_pk=str(target.pk),
        site_id=settings.SITE_ID,
        user=user,
        submit_date=now,
    )


def _parent(target: Any, ref: str) -> Comment:
    """What is answered; below the deepest level, the one above it, so that the answer stands right after it."""
    parent = Comment.objects.standing().about(target).filter(ref=ref).first()
    if parent is None:
        raise Refused(_("The comment you answer is no longer there. Your text is kept: you can post it by itself."))
    while parent.level >= settings.COMMENTS_XTD_MAX_THREAD_LEVEL:
        parent = Comment.objects.get(pk=parent.parent_id)
    return parent


def _twin(
    target: Any, user: User, text: str, parent: Comment | None, organisation: Organisation | None, now: datetime
) -> Comment | None:
    """The same words by the same hand at the same place within a minute: the first one, not a second."""
    # A comment that answers nothing has itself as parent.
    place: dict[str, Any] = {"parent_id": parent.pk, "level__gt": 0} if parent else {"level": 0}
    recent = Comment.objects.about(target).filter(user=user, submit_date__gt=now - DOUBLE_PRESS, **place)
    return recent.filter(comment=text, organisation=organisation).first()
