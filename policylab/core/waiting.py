"""What waits for a reader, as rows of a page: the front page shows the first of them, a desk shows more."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from . import dates
from .registries import Waiting, waiting_for


def waiting_rows(user: Any, now: datetime, most: int) -> dict[str, Any]:
    """What `components/waiting.html` shows; nothing for whoever has not signed in, and nobody sees another's."""
    if user is None or not user.is_authenticated:
        return {}
    found = waiting_for(user, now)
    rows = [_row(one, now) for one in found[:most]]
    return {"mine": rows, "mine_further": len(found) - len(rows)}


def _row(one: Waiting, now: datetime) -> dict[str, Any]:
    """As components/row.html shows it; what is late says so, with the day on which it was due.

    A time that ends at midnight ends on the day before.
    """
    ends = one.until - timedelta(microseconds=1) if one.until else None
    late = ends is not None and ends < now
    return {
        "kind": one.kind,
        "title": one.title,
        "url": one.url,
        "lang": one.language,
        "closes": None if late else ends,
        "tag": _("Late") if late else "",
        "meta": [_("was due on %(when)s") % {"when": dates.write(ends, "date")}] if late and ends else [],
    }
