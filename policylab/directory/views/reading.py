"""The directory as everybody reads it: a list, the same as a map, and the page of one organisation."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from policylab.core.page_parts import Entry
from policylab.core.registries import deeds_of, links_of, tabs_of
from policylab.directory.deeds import grouped
from policylab.directory.filters import DirectoryFilter
from policylab.directory.models import Organisation
from policylab.directory.permissions import can_manage_members
from policylab.directory.points import by_country, points_of
from policylab.directory.selectors import (
    departments_of,
    members_by_role,
    public_organisation,
)
from policylab.directory.sharing import short_of
from policylab.territories.maps import SEA, frame_of, land, parts_of

ON_A_PAGE = 20


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    chosen = DirectoryFilter(request.GET)
    page = chosen.page(request.GET.get("page"), ON_A_PAGE)
    facts = {"chosen": chosen, "page": page, "count": page.paginator.count, "ways": _ways(request, chosen)}
    return render(request, "directory/list.html", facts)


@require_safe
def sea(request: HttpRequest) -> HttpResponse:
    """The same organisations where they are. A place that was chosen is shown with its country around it."""
    chosen = DirectoryFilter(request.GET)
    country = chosen.place.path.partition("/")[0] if chosen.place else ""
    frame = frame_of(country) or SEA
    points = points_of(chosen.by_place, frame)
    for point in points:
        point.url = reverse("directory:list") + chosen.query(place=point.place.code, whole="on" if point.whole else "")
    facts = {
        "chosen": chosen,
        "count": sum(point.count for point in points),
        "ways": _ways(request, chosen),
        "frame": frame,
        "is_sea": frame is SEA,
        "land": "".join(land(frame).values()),
        "units": parts_of(country, frame) if frame is not SEA else [],
        "points": [point for point in points if point.x is not None],
        "countries": by_country(points),
    }
    return render(request, "directory/map.html", facts)


def organisation_or_404(ref: str) -> Organisation:
    organisation = public_organisation(ref)
    if organisation is None:
        raise Http404
    return organisation


@require_safe
def organisation(request: HttpRequest, ref: str) -> HttpResponse:
    """Public only once checked. Of its members only their number is shown: nobody agreed to be listed."""
    body = organisation_or_404(ref)
    tabs = [Entry(tab.label, tab.url(body)) for tab in tabs_of(body, request.user)]
    facts = {
        "organisation": body,
        "crumbs": [(_("Organisations"), reverse("directory:list"))],
        "roles": [(role.label, count) for role, count in members_by_role(body).items()],
        "departments": departments_of(body),
        "other_names": _other_names(body),
        "deeds": grouped(deeds_of(body)),
        "tabs": [Entry(_("About"), request.path, here=True), *tabs] if tabs else [],
        "trail": links_of(body),
        "short": short_of(body),
        "manages": request.user.is_authenticated and can_manage_members(request.user, body),
    }
    return render(request, "directory/detail.html", facts)


def _ways(request: HttpRequest, chosen: DirectoryFilter) -> list[Entry]:
    """Two ways to look at the same: what is chosen stays chosen."""
    ways = [(pgettext("of a directory", "List"), "directory:list"), (_("Map"), "directory:map")]
    return [Entry(label, reverse(name) + chosen.query(), request.path == reverse(name)) for label, name in ways]


def _other_names(body: Organisation) -> list[tuple[str, str]]:
    names = [(code, getattr(body, f"name_{code}")) for code in ("ar", "en", "es", "fr", "it")]
    return [(code, name) for code, name in names if name and name != body.name]
