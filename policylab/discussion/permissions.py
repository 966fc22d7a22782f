"""Who may do what in a thread: one `can_...` for each act. When and where is the commented object's own say (CommentRule)."""

from datetime import datetime, timedelta
from typing import Any

from policylab.core.registries import CommentRule
from policylab.directory.models import Organisation
from policylab.directory.permissions import can_speak_for

from .models import Comment

TIME_TO_EDIT = timedelta(minutes=15)


def _is_present(user: Any) -> bool:
    return bool(user.is_authenticated and user.is_active)


def can_read_thread(user: Any, target: Any, rule: CommentRule) -> bool:
    """Whoever may read the object, signed in or not."""
    return rule.can_read(target, user)


def can_post_comment(user: Any, target: Any, rule: CommentRule, organisation: Organisation | None = None) -> bool:
    """Anybody with an account who may read the object, for themselves or for a checked body they speak for on that day."""
    if not _is_present(user) or not can_read_thread(user, target, rule):
        return False
    return organisation is None or can_speak_for(user, organisation)


def can_edit_comment(user: Any, comment: Comment, now: datetime) -> bool:
    """Whoever wrote it, for a quarter of an hour: long enough for a slip, too short to change what was answered to.

    Nobody else, not another member of the body in whose name it stands, and not once it is hidden.
    """
    mine = _is_present(user) and comment.user_id == user.pk and comment.hidden_at is None
    return mine and now < comment.submit_date + TIME_TO_EDIT


def can_flag_comment(user: Any, comment: Comment, target: Any, rule: CommentRule) -> bool:
    """Anybody with an account who can read it, but for whoever wrote it; also after the discussion has closed."""
    readable = _is_present(user) and can_read_thread(user, target, rule) and comment.hidden_at is None
    return readable and comment.user_id != user.pk


def can_hide_comment(user: Any, target: Any, rule: CommentRule) -> bool:
    """A facilitator or officer of the body that runs the round, or an administrator; with a reason that everybody reads.

    Showing it again and settling what was flagged are the same hand's.
    """
    return _is_present(user) and (user.is_superuser or rule.can_moderate(target, user))
