"""Which of Wagtail's pages everybody may read, asked as part of a query: Wagtail's own `.public()` is a query of its own."""

from functools import cache

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Subquery
from django.db.models.expressions import NegatedExpression
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet


def unrestricted(rows: PageQuerySet) -> PageQuerySet:
    """Those that no restriction closes, on the page itself or on one above it. Of aliases it does not know the source."""
    return rows.filter(open_to_all(), alias_of=None)


@cache
def open_to_all() -> NegatedExpression:
    """Put together once: a page of the library asks it of half a dozen lists."""
    own_path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    # The path above by a subquery, not a join: SQLite otherwise goes through all pages for each page (4 minutes for 2,500).
    closed_path = Subquery(Page.objects.filter(pk=OuterRef("page_id")).order_by().values("path"))
    restrictions = PageViewRestriction.objects.annotate(asked=own_path, closed=closed_path)
    return ~Exists(restrictions.filter(asked__startswith=F("closed")))
