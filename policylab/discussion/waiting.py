"""What waits for those who talk and those who keep a discussion fair: answers not yet read, complaints not yet settled."""

from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Min, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policylab.core.numbers import number
from policylab.core.registries import CommentRule, Waiting, comment_rules
from policylab.notices.models import Notice
from policylab.notices.selectors import notices_of

from .addresses import comment_address
from .models import Flag
from .telling import ANSWERED

MOST = 20
# Complaints are few and are settled; whoever has more than this open does not need a longer list.
COMPLAINTS = 500


def unread_answers(user: Any, now: datetime) -> QuerySet[Notice]:
    """The notice of an answer, until it is opened."""
    return notices_of(user).filter(event=ANSWERED, read_at=None)


def answers_to(user: Any, now: datetime) -> list[Waiting]:
    notices = unread_answers(user, now)[:MOST]
    kind = _("Read the answer to your comment")
    return [
        Waiting(kind, notice.facts.get("title", ""), reverse("notices:open", args=[notice.pk])) for notice in notices
    ]


def open_complaints(user: Any, now: datetime) -> QuerySet[Flag]:
    """Nobody is asked what they moderate while nobody complains."""
    return Flag.objects.filter(settled_at=None)


def complaints_for(user: Any, now: datetime) -> list[Waiting]:
    """A line for each object with complaints, under the first comment concerned; the kinds of object are few."""
    return [line for model, rule in comment_rules.items() for line in _complaints(model, rule, user)]


def _complaints(model: type, rule: CommentRule, user: Any) -> list[Waiting]:
    about = Flag.objects.filter(settled_at=None, comment__content_type=ContentType.objects.get_for_model(model))
    rows = about.values("comment__object_pk").annotate(
        count=Count("pk"), ref=Min("comment__ref"), first=Min("flagged_at")
    )
    found = {row["comment__object_pk"]: row for row in rows.order_by("first")[:COMPLAINTS]}
    if not found:
        return []
    kept = {str(target.pk): target for target in rule.moderated_by(user, list(found))}
    return [_complaint(kept[pk], rule, row) for pk, row in found.items() if pk in kept][:MOST]


def _complaint(target: Any, rule: CommentRule, row: dict[str, Any]) -> Waiting:
    count = row["count"]
    kind = ngettext("Settle %(count)s complaint", "Settle %(count)s complaints", count) % {"count": number(count)}
    return Waiting(kind, rule.title(target), comment_address(target, row["ref"]))
