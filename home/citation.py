"""How to cite a page, made from its fields."""

from django.utils.translation import gettext as _

from policylab.core import dates

from .models import PolicyNotePage, Publication

LAB = "policylab"


def citation_of(page: Publication) -> str:
    """Of a record it is the lab's words that are cited; the original has its own line (`original_of`)."""
    edition = page.last_published_at or page.first_published_at
    facts = {
        "authors": (not page.is_record and (page.authors or page.publisher)) or LAB,
        "year": (not page.is_record and page.year) or (edition.year if edition else ""),
        "title": page.title,
        "kind": str(page.page_type_display_name),
        "date": dates.write(edition, "date") if edition else "",
    }
    number = getattr(page, "number", None) if isinstance(page, PolicyNotePage) else None
    if number is not None and not page.is_record:
        return _("%(authors)s (%(year)s). %(title)s. %(kind)s no. %(number)s, edition of %(date)s. policylab.") % (
            facts | {"number": number}
        )
    return _("%(authors)s (%(year)s). %(title)s. %(kind)s, edition of %(date)s. policylab.") % facts


def original_of(page: Publication) -> str:
    """The text a record is about."""
    facts = {
        "authors": page.authors or page.publisher,
        "title": page.record_title or page.title,
        "year": page.year or "",
    }
    if not facts["authors"]:
        return facts["title"]
    if not facts["year"]:
        return _("%(authors)s. %(title)s.") % facts
    return _("%(authors)s (%(year)s). %(title)s.") % facts
