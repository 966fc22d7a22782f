"""Search rows follow pages. Signals, because Wagtail offers no other door: editors publish, move, restrict and delete in its
admin, scheduled publishing does it without anybody, and no service of ours is called (named in tests/architecture)."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from search.services import refresh_documents

from .documents import INDEXED


def refresh(instance: Any, **kwargs: Any) -> None:
    if type(instance) in INDEXED:
        refresh_documents(objects=[instance])


def refresh_below(instance: Any, **kwargs: Any) -> None:
    """Its address changed, or who may read it: so did those of the pages under it."""
    pages = [page for page in instance.get_descendants(inclusive=True).specific() if type(page) in INDEXED]
    refresh_documents(objects=pages)


def refresh_restricted(instance: PageViewRestriction, **kwargs: Any) -> None:
    page = Page.objects.filter(pk=instance.page_id).first()
    if page:
        refresh_below(page)


def listen() -> None:
    for signal in (page_published, page_unpublished):
        signal.connect(refresh, dispatch_uid="home.search")
    for signal in (page_slug_changed, post_page_move):
        signal.connect(refresh_below, dispatch_uid="home.search")
    for signal in (post_save, post_delete):
        signal.connect(refresh_restricted, sender=PageViewRestriction, dispatch_uid="home.search")
    for kind in INDEXED:
        post_delete.connect(refresh, sender=kind, dispatch_uid="home.search")
