"""The desk of those who run consultations: what each gathered, by college, and what happened in them in the last days.

Counted is what was said in public; ballots are not (DESIGN 4.9). A constant number of queries for any number of consultations.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, QuerySet, Sum
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from policylab.directory.enums import College, college_of
from policylab.discussion.addresses import comment_address
from policylab.discussion.models import Comment
from proposals.models import Commitment, Proposal

from .models import Consultation, Entry
from .selectors import words_of

LATELY = timedelta(days=7)
SHOWN, QUESTIONS = 12, 8
WORDS_SHOWN = 120
# A question is looked for among what was said in these days: an older one was not overlooked, it was left.
ASKED_WITHIN = timedelta(days=60)


@dataclass
class Gathered:
    """What came together in one consultation."""

    plans: dict[College, int] = field(default_factory=lambda: dict.fromkeys(College, 0))
    commitments: dict[College, int] = field(default_factory=lambda: dict.fromkeys(College, 0))
    comments: int = 0
    supports: int = 0


@dataclass(frozen=True)
class Happened:
    """Something of the last days: `kind` says what in translated words, `title` its words or what it was done on."""

    at: datetime
    kind: str
    title: str
    url: str
    language: str = ""
    on: str = ""


# --- figures ----------------------------------------------------------------------------------------------------------
def gathered_in(consultations: Iterable[Consultation]) -> dict[int, Gathered]:
    """{round's pk: what came together in it}. Bodies that count in no college are in no figure."""
    rounds = [found.round_id for found in consultations if found.round_id]
    found: dict[int, Gathered] = defaultdict(Gathered)
    plans = Proposal.objects.standing().filter(round__in=rounds).order_by()
    for row in plans.values("round", "organisation__kind").annotate(
        count=Count("pk"), comments=Sum("comments_count"), supports=Sum("supports_count")
    ):
        here = found[row["round"]]
        here.comments += row["comments"]
        here.supports += row["supports"]
        _count(here.plans, row)
    offered = Commitment.objects.public().filter(proposal__round__in=rounds).order_by()
    for row in offered.values("proposal__round", "organisation__kind").annotate(count=Count("pk")):
        _count(found[row["proposal__round"]].commitments, row)
    return found


def _count(by_college: dict[College, int], row: dict[str, Any]) -> None:
    kind = row["organisation__kind"]
    college = college_of(kind) if kind else College.CITIZEN
    if college is not None:
        by_college[college] += row["count"]


# --- what happened ----------------------------------------------------------------------------------------------------
def talked_about(consultations: Iterable[Consultation]) -> list[str]:
    """The plans of these with a comment, as comments name them. As values: a subquery that casts is asked for every comment."""
    return [str(pk) for pk in _plans_of(consultations).filter(comments_count__gt=0).values_list("pk", flat=True)]


def happened_in(consultations: Sequence[Consultation], talked: Sequence[str], now: datetime) -> list[Happened]:
    """Plans, comments and colleagues' acts of the last days, the newest first. `talked`: as `talked_about` has them."""
    since = now - LATELY
    lines = [*_written(consultations, since), *_said(talked, since), *_done(consultations, since)]
    return sorted(lines, key=lambda line: line.at, reverse=True)[:SHOWN]


def questions_in(talked: Sequence[str], now: datetime) -> list[Happened]:
    """Comments with a question mark that nobody has answered; the oldest first.

    Each comment keeps that it waits for an answer: to look for those of 100,000 comments took 200 ms. So a question whose
    only answer was hidden is not found again.
    """
    asked = _comments_on(talked).filter(asks_since__gte=now - ASKED_WITHIN)
    return _lines(asked.order_by("asks_since")[:QUESTIONS], _("Question without an answer"))


def _plans_of(consultations: Iterable[Consultation]) -> QuerySet[Proposal]:
    return Proposal.objects.standing().filter(round__in=[found.round_id for found in consultations if found.round_id])


def _written(consultations: Iterable[Consultation], since: datetime) -> list[Happened]:
    newest = (
        _plans_of(consultations)
        .filter(published_at__gte=since)
        .select_related("current")
        .order_by("-published_at")[:SHOWN]
    )
    return [
        _line(plan, plan.published_at, _("New plan"), reverse("proposals:detail", args=[plan.ref])) for plan in newest
    ]


def _said(talked: Sequence[str], since: datetime) -> list[Happened]:
    said = _comments_on(talked).filter(submit_date__gte=since).order_by("-submit_date")
    return _lines(said[:SHOWN], _("New comment"))


def _comments_on(talked: Sequence[str]) -> QuerySet[Comment]:
    """To be narrowed by a day, for which there are indexes: what is on a desk is young."""
    of_plans = Comment.objects.standing().filter(content_type=ContentType.objects.get_for_model(Proposal))
    return of_plans.filter(object_pk__in=talked)


def _lines(comments: Iterable[Comment], kind: str) -> list[Happened]:
    said = list(comments)
    plans = Proposal.objects.select_related("current").in_bulk({int(comment.object_pk) for comment in said})
    return [_words(comment, plans[int(comment.object_pk)], kind) for comment in said]


def _words(comment: Comment, plan: Proposal, kind: str) -> Happened:
    """The beginning of what was said, so that nobody opens five comments to find one."""
    words = Truncator(comment.comment).chars(WORDS_SHOWN)
    url = comment_address(plan, comment.ref)
    return Happened(comment.submit_date, kind, words, url, comment.language, plan.current.title)


def _line(plan: Proposal, at: datetime, kind: str, url: str) -> Happened:
    return Happened(at, kind, plan.current.title, url, plan.current.language)


def _done(consultations: Sequence[Consultation], since: datetime) -> list[Happened]:
    acts = Entry.objects.filter(consultation__in=consultations, at__gte=since)[:SHOWN]
    known = {found.pk: found for found in consultations}
    return [_act(act, known[act.consultation_id]) for act in acts]


def _act(act: Entry, consultation: Consultation) -> Happened:
    words = words_of(consultation)
    url = reverse("consultations:log", args=[consultation.ref])
    return Happened(act.at, act.get_deed_display(), words.title, url, words.language)
