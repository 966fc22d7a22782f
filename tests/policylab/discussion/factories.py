"""A place to talk at, and what is said there; comments are made by the service, so that they can really come about."""

import itertools
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils import translation

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


def let_pass(comment: Comment, **time: float) -> None:
    """The clock is the database's, so the comment is made older instead."""
    Comment.objects.filter(pk=comment.pk).update(submit_date=F("submit_date") - timedelta(**time))


def form(text: str = "Bonne idée", **more: str) -> dict[str, str]:
    return {"text": text, "language": "fr", **more}
