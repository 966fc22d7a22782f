"""A place to talk at, and what is said there; comments are made by the service, so that they can really come about."""

import itertools
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import F
from django.urls import reverse
from django.utils import translation
from django_comments.models import Comment as Ground
from django_comments_xtd.models import XtdComment

from policylab.core.clock import db_now
from policylab.core.refs import new_ref
from policylab.directory.models import Organisation
from policylab.discussion import services
from policylab.discussion.models import Comment
from tests.policylab.notices.factories import Talk, person

numbers = itertools.count(1)


@dataclass
class Place:
    talk: Talk
    target: Organisation

    def url(self, name: str = "thread", comment: Comment | None = None, language: str = "fr") -> str:
        with translation.override(language):
            return reverse(f"discussion:{name}", args=["body", self.target.ref, *([comment.ref] if comment else [])])

    def say(self, text: str = "", *, user: Any = None, to: Comment | None = None, **more: Any) -> Comment:
        return services.post_comment(
            user=user or person(),
            target=self.target,
            text=text or f"Commentaire {next(numbers)}",
            language=more.pop("language", "fr"),
            reply_to_ref=to.ref if to else "",
            **more,
        )

    def thread(self) -> list[Comment]:
        return list(Comment.objects.about(self.target).in_thread_order())


def fill(target: Organisation, count: int, hands: list[tuple[Any, Any]]) -> None:
    """Many comments straight into their three tables: ten threads, answers down to level 4, shaped as the service does it.

    Every twentieth asks something.
    """
    now = db_now()
    kind = ContentType.objects.get_for_model(target)
    words = "Nous avons essayé cela il y a deux ans, et voici ce qui a manqué. " * 4
    facts = {"content_type": kind, "object_pk": str(target.pk), "site_id": 1, "submit_date": now}
    ground = Ground.objects.bulk_create(
        [
            Ground(comment=f"Commentaire {n}{'' if n % 20 else ' ?'}. {words}", user=hands[n % len(hands)][0], **facts)
            for n in range(count)
        ]
    )
    per_thread, xtd, ours = count // 10, [], []
    for n, row in enumerate(ground):
        place = n % per_thread
        first = ground[n - place].pk
        level = min(place, 1 + place % 4) if place else 0
        xtd.append((row.pk, first, ground[n - 1].pk if place else row.pk, level, place + 1, False, 0))
        body = hands[n % len(hands)][1]
        ours.append((row.pk, new_ref(), "fr", body.pk if body else None, "", None if n % 20 else now))
    _insert(XtdComment, "comment_ptr_id, thread_id, parent_id, level, 'order', followup, nested_count", xtd)
    _insert(Comment, "xtdcomment_ptr_id, ref, language, organisation_id, hidden_because, asks_since", ours)


def _insert(model: type, columns: str, rows: list[tuple]) -> None:
    """`bulk_create` does not know models with parents."""
    quoted = columns.replace("'", '"')
    marks = ", ".join(["%s"] * len(rows[0]))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {model._meta.db_table} ({quoted}) VALUES ({marks})", rows)


def let_pass(comment: Comment, **time: float) -> None:
    """The clock is the database's, so the comment is made older instead."""
    earlier = F("asks_since") - timedelta(**time)
    Comment.objects.filter(pk=comment.pk).update(submit_date=F("submit_date") - timedelta(**time), asks_since=earlier)


def form(text: str = "Bonne idée", **more: str) -> dict[str, str]:
    return {"text": text, "language": "fr", **more}
