"""A published page where its link is shared: one short address for all its translations.

Pages have no `ref`. Translations share a random key of 32 hexadecimal digits; its first ten are the short address.
"""

import re
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page

from home.models import CasePage, LabPage, Publication
from home.models.lab_page import open_to_all, whole
from policylab.core import dates
from policylab.core.addresses import address_in, reader_language
from policylab.core.loop import ASSESS, PUBLISH
from policylab.core.registries import Card
from policylab.core.sharing.short import Short

DIGITS = 10


def short_of(page: LabPage) -> Short | None:
    """Nothing for a page not yet published, which an editor looks at in a preview."""
    return Short("n", page.translation_key.hex[:DIGITS]) if page.pk and page.live else None


def card_of(ref: str) -> Card | None:
    found = _pages(ref)
    if not found:
        return None
    page = whole(found.get(reader_language()) or next(iter(found.values())))
    if not isinstance(page, LabPage):
        return None
    published = page.first_published_at
    return Card(
        kind=capfirst(page.page_type_display_name),
        title=page.title,
        address=address_in(page),
        note=_("published on %(date)s") % {"date": dates.write(published, "date")} if published else "",
        who=page.territory.name if isinstance(page, Publication) and page.territory else "",
        step=ASSESS if isinstance(page, CasePage) else PUBLISH,
        language=page.text_language,
    )


def _pages(ref: str) -> dict[str, Page]:
    """Public pages with these words, by language; the one written first comes first. A range of keys, because PostgreSQL
    knows no beginning of a UUID."""
    if not re.fullmatch(rf"[0-9a-f]{{{DIGITS}}}", ref):
        return {}
    first, last = (UUID(ref.ljust(32, end)) for end in "0f")
    rows = open_to_all(Page.objects.filter(translation_key__gte=first, translation_key__lte=last))
    return {page.locale.language_code: page for page in rows.select_related("locale").order_by("-pk")[::-1]}
