from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from policylab.core.addresses import reader_language
from policylab.core.shelf import never_kept

from . import asked, facets, places
from .marking import fragment, marked


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """One box for everything public. Nothing is found by what is not a word, and a sentence says so."""
    wanted = asked.read(request.GET, reader_language())
    nothing = Paginator([], asked.SIZE).get_page(1)
    context: dict[str, Any] = {"asked": wanted, "page": nothing, "no_index": True}
    if wanted.query.text:
        context |= _results(request, wanted)
    return never_kept(render(request, "search/page.html", context))  # Elasticsearch is no part of the database


def _results(request: HttpRequest, wanted: asked.Asked) -> dict[str, Any]:
    page, found = wanted.page()
    narrow = facets.Facets(found.counts, wanted.query, lambda name, value: _address(request, name, value))
    names = places.place_names([*narrow.places_offered(), *(row.territory for row in found.rows)])
    page.object_list = [
        {
            "row": row,
            "title": marked(row.title, wanted.query, row.language),
            "text": fragment(row.body, wanted.query, row.language),
            "kind": facets.kind_name(row.kind),
            "place": marked(places.place_name(row.territory, names), wanted.query, reader_language()),
        }
        for row in found.rows
    ]
    chips = {"kinds": narrow.kinds(), "places": narrow.places(names), "languages": narrow.languages()}
    return {"page": page, "total": found.total, **chips}


def _address(request: HttpRequest, name: str, value: str) -> str:
    query = request.GET.copy()
    for changed in (name, "page"):
        query.pop(changed, None)
    if value:
        query[name] = value
    return f"?{query.urlencode()}"
