"""The front page: what can be done now and until when, what waits for the reader, what came of what was asked.

For whoever has not signed in it is the same page until something is written or a date passes (DESIGN 4.14).
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.models import Consultation
from consultations.panel import Panel, panel_for
from consultations.selectors import latest_rows, running_at, schedule_of, words_of
from consultations.views.reading import rows_of
from consultations.votes.afterwards import headlined
from consultations.votes.models import Vote
from consultations.votes.selectors import closing_time, counted_votes
from consultations.votes.words import headline, in_figures, tell
from home.loop import loop_of, stats_of
from home.models import HomePage, Publication
from home.selectors.delivered import being_delivered
from home.selectors.front import figures_of
from home.selectors.library import publications
from policylab.core import dates
from policylab.core.addresses import reader_language
from policylab.core.waiting import waiting_rows
from proposals.delivery.standing import today_of
from proposals.delivery.words import how_far
from proposals.sources import source_kinds

from .pages import row_of

OPEN_SHOWN, READ_SHOWN, DECIDED_SHOWN, DELIVERED_SHOWN, WAITING_SHOWN = 3, 3, 3, 3, 12


def front(page: HomePage, request: HttpRequest) -> dict[str, Any]:
    figures = figures_of(page)
    running = list(latest_rows(running_at(figures.now), OPEN_SHOWN))
    asked = acts_of(running, figures.now)
    return {
        "now": figures.now,
        "loop": loop_of(figures),
        "stats": stats_of(figures),
        "open": rows_of(running, figures.now),
        "read": [source_of(row) for row in publications(reader_language())[:READ_SHOWN]],
        "act": asked[0] if asked else None,
        "others": [_other(one) for one in asked[1:]],
        "decided": decisions(counted_votes()[:DECIDED_SHOWN]),
        "delivered": deliveries(being_delivered(today_of(figures.now))[:DELIVERED_SHOWN]),
        "everywhere": True,
        **waiting_rows(getattr(request, "user", None), figures.now, WAITING_SHOWN),
    }


# --- what can be done now -----------------------------------------------------------------------------------------
def acts_of(consultations: Iterable[Consultation], now: datetime) -> list[dict[str, Any]]:
    """Those with something to do, what ends first on top."""
    panels = [(one, panel_for(one, schedule_of(one, now))) for one in consultations]
    asked = [{"words": words_of(one), "panel": panel} for one, panel in panels if panel and panel.url]
    return sorted(asked, key=lambda one: _urgency(one["panel"], now))


def _urgency(panel: Panel, now: datetime) -> tuple[bool, datetime]:
    return panel.closes is None, panel.closes or panel.opens or now


def _other(asked: dict[str, Any]) -> dict[str, Any]:
    """A further act of the night panel."""
    closes = asked["panel"].closes
    note = _("until %(when)s") % {"when": dates.write(closes, "date")} if closes else ""
    return {"url": asked["panel"].url, "label": asked["words"].title, "note": note}


# --- what was decided, what to read -------------------------------------------------------------------------------
def decisions(votes: Iterable[Vote]) -> list[dict[str, Any]]:
    """What came out of each vote, and the figures behind it in one line."""
    return [_decision(vote) for vote in votes]


def _decision(vote: Vote) -> dict[str, Any]:
    consultation, told = vote.phase.consultation, tell(vote, list(vote.options.all()))
    return {
        "ref": consultation.ref,
        "words": words_of(consultation),
        "headline": headlined(vote, headline(told)),
        "figures": in_figures(told),
        "closed": closing_time(vote),
    }


def deliveries(plans: Iterable[Any]) -> list[dict[str, Any]]:
    """What `home/pages/_delivered.html` shows of the plans of `being_delivered`."""
    return [
        {
            "title": plan.current.title,
            "lang": plan.current.language,
            "url": reverse("delivery:detail", args=[plan.ref]),
            "place": plan.round.territory.name,
            "done": plan.done,
            "total": plan.total,
            "late": plan.late,
            "ended": plan.done == plan.total,
            "how_far": how_far({"total": plan.total, "done": plan.done, "late": plan.late}),
        }
        for plan in plans
    ]


def source_of(page: Publication) -> dict[str, Any]:
    """A page of the library as a row, and where to begin from it what can begin from it."""
    begins = page.cached_content_type.model_class() in source_kinds
    url = f"{reverse('consultations:begin')}?source={page.translation_key}" if begins else ""
    return row_of(page) | {"begin": url}
