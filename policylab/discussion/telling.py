"""Who is told of what in a thread; after the commit, and without names: an erased account must not live on in a notice."""

from typing import Any

from django.utils.translation import gettext as _

from policylab.core import registries
from policylab.core.keys import key_of
from policylab.directory.enums import College
from policylab.notices.enums import Kind
from policylab.notices.services import follow_along, notify, notify_people

from .addresses import comment_address
from .models import Comment

POSTED, ANSWERED, FLAGGED, HIDDEN = "comment.posted", "comment.answered", "comment.flagged", "comment.hidden"
OFFICIAL = "comment.official"


def tell_of_comment(*, pk: int) -> None:
    """Whoever is answered, and whoever follows the object; nobody twice, the author not at all, who follows it from now on.

    What an authority says, it says by its name, and people are told so.
    """
    comment, about = _facts(pk)
    told = {comment.user_id}
    answered = Comment.objects.filter(pk=comment.parent_id).exclude(pk=pk).values_list("user_id", flat=True).first()
    if answered and answered not in told:
        told.add(answered)
        notify_people(users=[answered], event=ANSWERED, **about)
    body = comment.organisation
    if body is not None and body.college == College.PUBLIC:
        about["facts"] |= {"body": body.name}
        notify(event=OFFICIAL, exclude=told, **about)
    else:
        notify(event=POSTED, exclude=told, **about)
    if comment.user:
        follow_along(user=comment.user, target=comment.content_object)


def tell_of_flag(*, pk: int) -> None:
    comment, about = _facts(pk)
    target = comment.content_object
    notify_people(users=list(registries.comment_rules[type(target)].moderators(target)), event=FLAGGED, **about)


def tell_of_hiding(*, pk: int) -> None:
    """Its author, who finds the reason where the words stood."""
    comment, about = _facts(pk)
    notify_people(users=[comment.user_id] if comment.user_id else [], event=HIDDEN, **about)


def _facts(pk: int) -> tuple[Comment, dict[str, Any]]:
    comment = Comment.objects.get(pk=pk)
    target = comment.content_object
    title = str(registries.comment_rules[type(target)].title(target))
    return comment, {"subject": key_of(target), "facts": {"title": title}, "url": comment_address(target, comment.ref)}


def posted(facts: dict[str, Any]) -> str:
    return _("New comment on «%(title)s»") % facts


def official(facts: dict[str, Any]) -> str:
    return _("%(body)s commented on «%(title)s»") % facts


def answered(facts: dict[str, Any]) -> str:
    return _("Somebody answered your comment on «%(title)s»") % facts


def flagged(facts: dict[str, Any]) -> str:
    return _("A comment on «%(title)s» was flagged: please look at it") % facts


def hidden(facts: dict[str, Any]) -> str:
    return _("Your comment on «%(title)s» was hidden; the reason stands in its place") % facts


SENTENCES = {POSTED: posted, OFFICIAL: official, ANSWERED: answered, FLAGGED: flagged, HIDDEN: hidden}
KINDS = {OFFICIAL: Kind.DECIDED, ANSWERED: Kind.MINE, FLAGGED: Kind.MINE, HIDDEN: Kind.MINE}
