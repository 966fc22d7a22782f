"""A place: what can be done there now, what was decided, who takes part, what to read; and the places with something in them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext
from django.views.decorators.http import require_safe

from consultations.selectors import latest_rows
from consultations.views.reading import rows_of
from home.selectors.delivered import being_delivered
from home.selectors.places import (
    Holding,
    chain_of,
    consultations_in,
    holdings,
    open_in,
    place_page,
    publications_about,
    votes_in,
)
from policylab.core.addresses import reader_language
from policylab.core.numbers import number
from policylab.territories.models import Territory
from policylab.territories.sketch import sketch_of
from proposals.delivery.standing import today_of

from .front import acts_of, decisions, deliveries, source_of

SHOWN, READ_SHOWN = 5, 3


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    found = [_row(holding) for holding in holdings()]
    return render(request, "home/places/list.html", {"rows": found})


@require_safe
def place(request: HttpRequest, code: str) -> HttpResponse:
    territory = place_page(code)
    if territory is None:
        raise Http404
    held = holdings(within=territory)
    parts = [holding for holding in held if holding.territory.pk != territory.pk]
    own = next((holding for holding in held if holding.territory.pk == territory.pk), Holding(territory))
    context = {
        "territory": territory,
        "crumbs": [
            (_("Places"), reverse("home:places")),
            *((one.name, place_url(one)) for one in chain_of(territory)[:0:-1]),
        ],
        "stats": stats_of(own),
        "parts": [_row(holding) for holding in parts],
        "sketch": sketch_of(territory, [holding.territory for holding in parts]),
        "read": [source_of(page) for page in publications_about(territory, reader_language())[:READ_SHOWN]],
        "no_index": not held,
        **_consultations(territory),
    }
    return render(request, "home/places/place.html", context)


def _consultations(territory: Any) -> dict[str, Any]:
    """Those open, and the votes that were counted; where nothing is open the latest that were."""
    now = territory.instant
    running = list(latest_rows(open_in(territory, now), SHOWN))
    asked = acts_of(running, now)
    past = [] if running else list(latest_rows(consultations_in(territory), SHOWN))
    return {
        "now": now,
        "act": asked[0] if asked else None,
        "open": rows_of(running, now),
        "past": rows_of(past, now),
        "decided": decisions(votes_in(territory)[:SHOWN]),
        "delivered": deliveries(being_delivered(today_of(now), territory)[:SHOWN]),
    }


def place_url(territory: Territory) -> str:
    return reverse("home:place", args=[territory.code])


# --- how much there is --------------------------------------------------------------------------------------------
def _row(holding: Holding) -> dict[str, Any]:
    place = holding.territory
    return {
        "title": place.name,
        "url": place_url(place),
        "kind": place.get_scale_display(),
        "depth": holding.depth,
        "facts": facts_of(holding),
    }


def facts_of(holding: Holding) -> list[str]:
    """The same in a line; one sentence each, because Arabic says two consultations in one word, without the figure."""
    counts = holding.counts
    sentences = {
        "consultations": ngettext("%(number)s consultation", "%(number)s consultations", counts["consultations"]),
        "plans": ngettext("%(number)s plan", "%(number)s plans", counts["plans"]),
        "organisations": ngettext("%(number)s organisation", "%(number)s organisations", counts["organisations"]),
        "pages": ngettext("%(number)s page", "%(number)s pages", counts["pages"]),
    }
    return [words % {"number": number(counts[kind])} for kind, words in sentences.items() if counts[kind]]


def stats_of(holding: Holding) -> list[dict[str, str]]:
    """Items of components/stats.html; what there is none of is left out."""
    counts = holding.counts
    labels = {
        "consultations": npgettext("after a number", "consultation", "consultations", counts["consultations"]),
        "plans": npgettext("after a number", "plan", "plans", counts["plans"]),
        "organisations": npgettext("after a number", "organisation", "organisations", counts["organisations"]),
        "pages": npgettext("after a number", "page to read", "pages to read", counts["pages"]),
    }
    return [{"number": number(counts[kind]), "label": label} for kind, label in labels.items() if counts[kind]]
