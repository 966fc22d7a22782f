"""The directory as everybody reads it."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from policylab.core.page_parts import Entry
from policylab.core.registries import links_of, tabs_of
from policylab.directory.enums import OrganisationKind
from policylab.directory.forms import FilterForm
from policylab.directory.models import Organisation
from policylab.directory.permissions import can_manage_members
from policylab.directory.selectors import (
    departments_of,
    kinds_in_use,
    members_count,
    places_in_use,
    public_organisation,
    public_organisations,
)
from policylab.directory.sharing import short_of
from policylab.territories.models import Territory

ON_A_PAGE = 20


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    chosen = _chosen(request)
    place = Territory.objects.filter(code=chosen["place"]).first() if chosen["place"] else None
    chosen["place"] = place.code if place else ""
    found = public_organisations(words=chosen["q"], kind=chosen["kind"], place=place)
    facts = {
        "page": Paginator(found.order_by("name_fr", "pk"), ON_A_PAGE).get_page(request.GET.get("page")),
        "query": chosen["q"],
        "kept": [(name, chosen[name]) for name in ("kind", "place") if chosen[name]],
        "kinds": _kind_chips(chosen),
        "places": _place_chips(chosen, place),
        "narrowed": any(chosen.values()),
    }
    return render(request, "directory/list.html", facts)


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
        "members": members_count(body),
        "departments": departments_of(body),
        "other_names": _other_names(body),
        "tabs": [Entry(_("About"), request.path, here=True), *tabs] if tabs else [],
        "trail": links_of(body),
        "short": short_of(body),
        "manages": request.user.is_authenticated and can_manage_members(request.user, body),
    }
    return render(request, "directory/detail.html", facts)


def _chosen(request: HttpRequest) -> dict[str, str]:
    form = FilterForm(request.GET)
    form.is_valid()
    return {name: form.cleaned_data.get(name, "") for name in ("q", "kind", "place")}


def _address(chosen: dict[str, str], **other: str) -> str:
    query = urlencode({name: value for name, value in (chosen | other).items() if value})
    return f"{reverse('directory:list')}?{query}" if query else reverse("directory:list")


def _kind_chips(chosen: dict[str, str]) -> list[dict[str, object]]:
    counts = kinds_in_use()
    chips = [{"label": _("All"), "url": _address(chosen, kind=""), "here": not chosen["kind"]}]
    for kind, count in counts.items():
        label = OrganisationKind(kind).label
        chips.append(
            {"label": label, "url": _address(chosen, kind=kind), "here": chosen["kind"] == kind, "count": count}
        )
    return chips


def _place_chips(chosen: dict[str, str], place: Territory | None) -> list[dict[str, object]]:
    chips = [{"label": _("Everywhere"), "url": _address(chosen, place=""), "here": place is None}]
    if place:
        chips.append({"label": place.name, "url": _address(chosen, place=place.code), "here": True})
    chips += [{"label": below.name, "url": _address(chosen, place=below.code)} for below in places_in_use(place)]
    return chips


def _other_names(body: Organisation) -> list[tuple[str, str]]:
    names = [(code, getattr(body, f"name_{code}")) for code in ("ar", "en", "es", "fr", "it")]
    return [(code, name) for code, name in names if name and name != body.name]
