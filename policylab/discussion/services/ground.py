"""What every act in a thread does first: it locks the commented object, then looks at rules and clock.

Without that lock answers get the same place in the order and vanish from the page (measured: 91 of 320; DESIGN 4.6).
On SQLite the transaction itself is the lock (IMMEDIATE).
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from policylab.core import registries
from policylab.core.errors import Refused
from policylab.core.fields import clean_text
from policylab.core.registries import CommentRule
from policylab.discussion.models import Comment
from policylab.discussion.selectors import comments_count

LONGEST = 3000
LONGEST_REASON = 300


def lock_target(target: Any) -> tuple[Any, CommentRule]:
    """The object as it stands now, and its rule. `no_key`: a support or a version may be added meanwhile."""
    model = type(target)
    locked = model._base_manager.select_for_update(of=("self",), no_key=True).get(pk=target.pk)
    return locked, registries.comment_rules[model]


def locked_comment(target: Any, comment: Comment) -> Comment:
    """The comment as it stands now that the lock is held."""
    return Comment.objects.public().about(target).get(pk=comment.pk)


def refuse_if_closed(target: Any, rule: CommentRule, user: Any) -> None:
    reason = rule.why_closed(target, user)
    if reason:
        raise Refused(str(reason))


def clean_words(text: str, *, longest: int = LONGEST, field: str = "text") -> str:
    """Whoever calls: a form has said the same before, an import or a test has not."""
    try:
        text = clean_text(text)
    except ValidationError as error:
        raise Refused(str(error.message), field) from error
    if not text:
        raise Refused(_("Write something first."), field)
    if len(text) > longest:
        raise Refused(_("This is too long: at most %(limit)s characters.") % {"limit": longest}, field)
    return text


def keep_count(target: Any, rule: CommentRule) -> None:
    rule.keep_count(target, comments_count(target))
