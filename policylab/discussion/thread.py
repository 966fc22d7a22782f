"""A page of a thread as components/thread.html draws it: a tree of plain values from a constant number of rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.core.paginator import Page
from django.utils.translation import gettext as _

from policylab.core import registries
from policylab.core.clock import db_now
from policylab.core.registries import CommentRule
from policylab.directory.enums import College

from . import permissions, selectors
from .addresses import thread_address
from .models import Comment


@dataclass(frozen=True)
class Thread:
    """What the page says beside the comments themselves. `closed` is why nobody, or not this reader, may write now."""

    target: Any
    page: Page
    comments: list[dict[str, Any]]
    closed: str
    new_url: str


@dataclass
class Reader:
    """What this reader may do in this thread, asked once for the page."""

    user: Any
    may_write: bool
    moderates: bool

    def wrote(self, comment: Comment) -> bool:
        return self.user.is_authenticated and comment.user_id == self.user.pk

    @cached_property
    def now(self) -> datetime:
        """The clock is read only where something of theirs is on the page."""
        return db_now()


def read_thread(target: Any, user: Any, number: Any) -> Thread:
    rule = registries.comment_rules[type(target)]
    page = selectors.thread_page(target, number)
    closed = str(rule.why_closed(target, user) or "")
    reader = reader_of(target, user, rule, may_write=not closed)
    base = thread_address(target)
    return Thread(target, page, draw(page, reader, base), closed, f"{base}new/")


def reader_of(target: Any, user: Any, rule: CommentRule, *, may_write: bool) -> Reader:
    return Reader(user, may_write, moderates=permissions.can_hide_comment(user, target, rule))


def draw(page: Page, reader: Reader, base: str) -> list[dict[str, Any]]:
    """Answers hang under what they answer; where that stands on an earlier page, the comment says whom it answers."""
    comments = list(page.object_list)
    elsewhere = selectors.parents_elsewhere(comments)
    flags = selectors.open_flags(comments) if reader.moderates else {}
    drawn: dict[int, dict[str, Any]] = {}
    roots = []
    for comment in comments:
        item = drawn[comment.pk] = item_of(comment, reader, base) | {"flags": flags.get(comment.pk, 0)}
        siblings = drawn[comment.parent_id]["answers"] if comment.level and comment.parent_id in drawn else roots
        siblings.append(item)
        if comment.pk != comment.parent_id and comment.parent_id in elsewhere:
            item |= answers_to(elsewhere[comment.parent_id], base)
    return roots


def answers_to(parent: Comment, base: str) -> dict[str, str]:
    return {"answers_to": who_speaks(parent)["name"], "answers_to_url": f"{base}{parent.ref}/"}


def item_of(comment: Comment, reader: Reader, base: str) -> dict[str, Any]:
    item = who_speaks(comment) | {
        "ident": f"c-{comment.ref}",
        "when": comment.submit_date,
        "edited": comment.edited_at is not None,
        "answers": [],
    }
    if comment.hidden_at:
        return item | {"hidden": why_hidden(comment)} | moderating_acts(comment, reader, base)
    words = {"text": comment.comment, "lang": comment.language}
    return item | words | acts(comment, reader, base) | moderating_acts(comment, reader, base)


def who_speaks(comment: Comment) -> dict[str, Any]:
    """The body, and through whom; or the person. Names are those of today."""
    person = comment.user.shown_name if comment.user else _("former participant")
    if comment.organisation:
        college = comment.organisation.college
        return {"name": comment.organisation.name, "org": person, **_college(college)}
    return {"name": person, **_college(College.CITIZEN)}


def why_hidden(comment: Comment) -> str:
    # The invisible isolates keep an Arabic name or reason from turning a French sentence round, and the other way.
    names = {"who": f"\u2068{comment.hidden_by}\u2069", "why": f"\u2068{comment.hidden_because}\u2069"}
    return _("Hidden by %(who)s. Reason: %(why)s") % names


def acts(comment: Comment, reader: Reader, base: str) -> Mapping[str, str]:
    """Links to forms with their own addresses, shown also to who has not signed in: the page stays the same for everybody."""
    where = f"{base}{comment.ref}/"
    found = {"reply_url": f"{where}reply/"} if reader.may_write else {}
    if not reader.wrote(comment):
        found["flag_url"] = f"{where}flag/"
    elif reader.may_write and permissions.can_edit_comment(reader.user, comment, reader.now):
        found["edit_url"] = f"{where}edit/"
    return found


def moderating_acts(comment: Comment, reader: Reader, base: str) -> dict[str, str]:
    return {"hide_url": f"{base}{comment.ref}/hide/"} if reader.moderates else {}


def _college(college: College | None) -> dict[str, Any]:
    return {"college": college.value, "college_label": college.label} if college else {}
