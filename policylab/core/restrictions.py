"""Which of Wagtail's pages everybody may read, asked as part of a query: Wagtail's own `.public()` is a query of its own."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import PageViewRestriction
from wagtail.query import PageQuerySet


def unrestricted(rows: PageQuerySet) -> PageQuerySet:
    """Those that no restriction closes, on the page itself or on one above it. Of aliases it does not know the source."""
    own_path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    closed = PageViewRestriction.objects.annotate(asked=own_path).filter(asked__startswith=F("page__path"))
    return rows.filter(~Exists(closed), alias_of=None)
