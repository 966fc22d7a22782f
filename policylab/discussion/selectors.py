"""What is read about comments. Nothing here writes."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from .models import Comment, Flag

PER_PAGE = 50


def thread_of(target: Any) -> QuerySet[Comment]:
    return Comment.objects.public().about(target).in_thread_order()


def thread_page(target: Any, number: Any) -> Page:
    """A page of the thread, answers counted: a thread with a thousand answers under one comment has pages too."""
    return Paginator(thread_of(target).select_related("user", "organisation", "hidden_by"), PER_PAGE).get_page(number)


def page_number_of(comment: Comment) -> int:
    before = Q(thread_id__lt=comment.thread_id) | Q(thread_id=comment.thread_id, order__lt=comment.order)
    same = {"content_type_id": comment.content_type_id, "object_pk": comment.object_pk}
    return Comment.objects.public().filter(before, **same).count() // PER_PAGE + 1


def comment_by_ref(target: Any, ref: str) -> Comment:
    """404 for one of another object: an address must not join what does not belong together."""
    return get_object_or_404(thread_of(target).select_related("user", "organisation"), ref=ref)


def comments_count(target: Any) -> int:
    return Comment.objects.standing().about(target).count()


def comments_counts(targets: Iterable[Any]) -> dict[int, int]:
    """How many stand under each of these objects of one model, in one query."""
    pks = {str(target.pk): target for target in targets}
    if not pks:
        return {}
    of_model = ContentType.objects.get_for_model(next(iter(pks.values())))
    rows = Comment.objects.standing().filter(content_type=of_model, object_pk__in=pks).values_list("object_pk")
    return {pks[pk].pk: count for pk, count in rows.annotate(n=Count("pk")).order_by()}


def parents_elsewhere(comments: Iterable[Comment]) -> dict[int, Comment]:
    """What these answer to, where that stands on an earlier page."""
    here = {comment.pk for comment in comments}
    missing = {comment.parent_id for comment in comments} - here
    return Comment.objects.select_related("user", "organisation").in_bulk(list(missing)) if missing else {}


def open_flags(comments: Iterable[Comment]) -> dict[int, int]:
    """How many complaints wait about each; for those who may settle them."""
    rows = Flag.objects.filter(comment__in=list(comments), settled_at=None).values_list("comment_id")
    return dict(rows.annotate(n=Count("pk")).order_by())


def flags_about(comment: Comment) -> QuerySet[Flag]:
    """The reasons only: who complained is never shown, not to moderators either."""
    return comment.complaints.filter(settled_at=None).order_by("flagged_at").only("reason", "flagged_at")
