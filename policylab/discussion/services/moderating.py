"""Complaints about comments, and hiding them with a reason. Nothing is deleted, and answers stay."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from policylab.accounts.models import User
from policylab.core.after import after_commit
from policylab.core.clock import db_now
from policylab.core.errors import Refused
from policylab.discussion import permissions
from policylab.discussion.models import Comment, Flag
from policylab.discussion.telling import tell_of_flag, tell_of_hiding

from .ground import LONGEST_REASON, clean_words, keep_count, lock_target, locked_comment


@transaction.atomic
def flag_comment(*, user: User, target: Any, comment: Comment, reason: str) -> None:
    """Once each: flagging again changes nothing."""
    reason = clean_words(reason, longest=LONGEST_REASON, field="reason")
    target, rule = lock_target(target)
    comment = locked_comment(target, comment)
    if comment.hidden_at:
        raise Refused(_("This comment is hidden already."))
    if not permissions.can_flag_comment(user, comment, target, rule):
        raise PermissionDenied
    if Flag.objects.filter(comment=comment, user=user).exists():
        return
    Flag.objects.create(comment=comment, user=user, reason=reason, flagged_at=db_now())
    after_commit(tell_of_flag, pk=comment.pk)


@transaction.atomic
def hide_comment(*, user: User, target: Any, comment: Comment, reason: str) -> None:
    """The words are replaced by who hid them and why. Hiding what is hidden changes nothing: the first reason stands."""
    reason = clean_words(reason, longest=LONGEST_REASON, field="reason")
    target, rule = lock_target(target)
    if not permissions.can_hide_comment(user, target, rule):
        raise PermissionDenied
    now = db_now()
    hidden = Comment.objects.about(target).filter(pk=comment.pk, hidden_at=None)
    if not hidden.update(hidden_at=now, hidden_by=user, hidden_because=reason):
        return
    Flag.objects.filter(comment_id=comment.pk, settled_at=None).update(settled_at=now)
    keep_count(target, rule)
    after_commit(tell_of_hiding, pk=comment.pk)


@transaction.atomic
def show_comment(*, user: User, target: Any, comment: Comment) -> None:
    """Undoes a hiding that was a mistake."""
    target, rule = lock_target(target)
    if not permissions.can_hide_comment(user, target, rule):
        raise PermissionDenied
    shown = {"hidden_at": None, "hidden_by": None, "hidden_because": ""}
    Comment.objects.about(target).filter(pk=comment.pk).update(**shown)
    keep_count(target, rule)


@transaction.atomic
def settle_flags(*, user: User, target: Any, comment: Comment) -> int:
    """Looked at, and left to stand."""
    target, rule = lock_target(target)
    if not permissions.can_hide_comment(user, target, rule):
        raise PermissionDenied
    return Flag.objects.filter(comment_id=comment.pk, settled_at=None).update(settled_at=db_now())
