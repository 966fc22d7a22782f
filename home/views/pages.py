"""What the template of each kind of page reads. Registered in `fill_slots`: Wagtail asks for it to serve and to preview."""

from typing import Any

from django.conf import settings
from django.conf.global_settings import LANGUAGES_BIDI
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from consultations.enums import ConsultationStatus
from consultations.panel import panel_for
from consultations.selectors import schedule_of, words_of
from home.citation import citation_of, original_of
from home.filters import LABELS, LibraryFilter
from home.models import (
    CasePage,
    EventPage,
    LabPage,
    LibraryPage,
    PolicyNotePage,
    ProjectPage,
    Publication,
    RoadmapPage,
    TextPage,
    ToolkitPage,
)
from home.pictures import with_renditions
from home.selectors.library import readings_of, related_to, roadmaps_of
from home.selectors.uses import consultations_on
from home.sharing import short_of
from home.trail import WITH_TRAIL
from policylab.accounts.permissions import can_edit
from policylab.core import dates
from policylab.core.addresses import address_in, reader_language
from policylab.core.clock import Stage
from policylab.core.loop import ASSESS, PUBLISH
from policylab.core.registries import links_of
from policylab.directory.enums import OrganisationStatus

PER_PAGE = 20
TOLD = (CasePage, ProjectPage, EventPage)


def in_languages(page: LabPage, request: HttpRequest) -> dict[str, Any]:
    """Its language and its addresses in the others: hreflang among translations only, canonical to the source."""
    own, names = page.translations if page.pk else {}, dict(settings.LANGUAGES)
    language, here = page.text_language, reader_language()
    codes = dict.fromkeys([*own, *names])
    addresses = {code: address_in(own.get(code, page), code) for code in codes} if page.pk else {}
    foreign = language if language != here else ""
    source = addresses.get(language, "")
    return {
        "text_language": language,
        "short": short_of(page),
        "text_dir": "rtl" if language in LANGUAGES_BIDI else "ltr",
        "foreign": foreign,
        "source_url": source,
        "alternates": addresses,
        "canonical": request.build_absolute_uri(source) if foreign and source else "",
        "translations": [(names[code], code, addresses[code]) for code in own if code != here],
        "hreflang": [(code, request.build_absolute_uri(addresses[code])) for code in own]
        if len(own) > 1 and not foreign
        else [],
    }


# --- publications -------------------------------------------------------------------------------------------------
def publication(page: Publication, request: HttpRequest) -> dict[str, Any]:
    languages = in_languages(page, request)
    address = languages["source_url"] or page.get_absolute_url()
    edition = page.last_published_at
    shown = not getattr(request, "is_preview", False)
    return languages | {
        "step": ASSESS if isinstance(page, CasePage) else PUBLISH,
        "kind": capfirst(page.page_type_display_name),
        **_short(page),
        "edition": edition
        if edition and page.first_published_at and edition.date() > page.first_published_at.date()
        else None,
        "crumbs": _crumbs(page),
        "themes": list(page.themes.all()),
        "trail": links_of(page) if shown and isinstance(page, WITH_TRAIL) else [],
        "citation": citation_of(page),
        "address": request.build_absolute_uri(address),
        "original": original_of(page) if page.is_record else "",
        "related": [row_of(row) for row in related_to(page, reader_language())],
        "readings": _readings(page) if page.is_record and not page.body else [],
        **_acts(page, shown),
        "edit_url": _edit_url(page, request) if shown else "",
        "body": with_renditions(page.body),
    }


def _edit_url(page: Publication, request: HttpRequest) -> str:
    """For editors: what is read is changed and translated from where it is read."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk]) if _edits(request) else ""


def _edits(request: HttpRequest) -> bool:
    return can_edit(request.user) if hasattr(request, "user") else False


def _acts(page: Publication, shown: bool) -> dict[str, Any]:
    """What one can do with the page, the same for every reader: the addresses behind it say who may.

    A consultation that is open comes first; opening another and writing a plan from it are always there. Cases, projects
    and events are told, not begun from: plans and consultations name a note, a toolkit, a roadmap or a report.
    """
    if isinstance(page, TOLD):
        return {"draft_url": reverse("proposals:begin")}
    consult = f"{reverse('consultations:begin')}?source={page.translation_key}"
    plan = {"url": f"{reverse('proposals:begin')}?source={page.translation_key}", "label": _use(page)}
    running = _running(page) if shown else None
    if running is None:
        return {"consult_url": consult, "others": [plan]}
    return {"act": running, "others": [plan, {"url": consult, "label": _("Open a consultation from this")}]}


def _readings(page: Publication) -> list[tuple[str, str, str]]:
    """Name, code, address of the languages in which the lab's own reading of a record can be read."""
    names = dict(settings.LANGUAGES)
    codes = [(row.locale.language_code, row) for row in readings_of(page)] if page.pk else []
    return [(names[code], code, address_in(row, code)) for code, row in codes]


def _use(page: Publication) -> str:
    if isinstance(page, ToolkitPage):
        return _("Use this toolkit")
    return _("Use this roadmap") if isinstance(page, RoadmapPage) else _("Write a plan from it")


def _running(page: Publication) -> dict[str, Any] | None:
    """The consultation opened on this page in which one can take part now."""
    for one in consultations_on(page):
        schedule = schedule_of(one, one.instant)
        if one.status == ConsultationStatus.OPENED and any(phase.stage == Stage.OPEN for phase in schedule):
            return {"words": words_of(one), "panel": panel_for(one, schedule), "now": one.instant}
    return None


def _short(page: Publication) -> dict[str, Any]:
    """What the crumbs say: a numbered note by its number, anything else by its title."""
    number = page.number if isinstance(page, PolicyNotePage) else None
    if number is None:
        return {"short_title": page.title, "short_language": page.text_language}
    return {"short_title": _("Policy note no. %(number)s") % {"number": number}}


def _crumbs(page: Publication) -> list[tuple[str, str]]:
    crumbs = [(_("Notes and toolkits"), reverse("home:library"))]
    if isinstance(page, RoadmapPage) and page.path:
        toolkit = page.get_parent()
        crumbs.append((toolkit.title, address_in(toolkit, reader_language())))
    return crumbs


def toolkit(page: ToolkitPage, request: HttpRequest) -> dict[str, Any]:
    rows = roadmaps_of(page, reader_language()) if page.pk else []
    return publication(page, request) | {"roadmaps": [row_of(row) for row in rows]}


def roadmap(page: RoadmapPage, request: HttpRequest) -> dict[str, Any]:
    parts = [
        ("phases", page.phases, _("The phases")),
        ("conditions", page.conditions, _("What must be there around it")),
        ("risks", page.risks, _("Risks, and how to cope")),
    ]
    return publication(page, request) | {"parts": parts}


def case(page: CasePage, request: HttpRequest) -> dict[str, Any]:
    plan = page.from_proposal
    return publication(page, request) | {"plan": plan if plan and plan.current else None}


def project(page: ProjectPage, request: HttpRequest) -> dict[str, Any]:
    bodies = [body for body in page.organisations.all() if body.status == OrganisationStatus.CHECKED]
    return publication(page, request) | {"bodies": bodies}


# --- lists --------------------------------------------------------------------------------------------------------
def row_of(page: Publication) -> dict[str, Any]:
    """A publication as components/row.html shows it."""
    language = page.locale.language_code
    day = getattr(page, "held_on", None)
    meta = [dates.write(day, "date")] if day else [str(page.year)] if page.year else []
    if page.is_record:
        meta.append(_("Record, with the lab's own reading"))
    return {
        "kicker": capfirst(page.cached_content_type.model_class()._meta.verbose_name),
        "title": page.title,
        "url": address_in(page, reader_language()),
        "lang": language if language != reader_language() else "",
        "text": page.summary,
        "place": page.territory.name if page.territory_id else "",
        "meta": meta,
    }


def library(page: LibraryPage, request: HttpRequest) -> dict[str, Any]:
    chosen = LibraryFilter(request.GET)
    found = Paginator(chosen.publications(), PER_PAGE).get_page(request.GET.get("page"))
    # `page` is the paginator's, as layouts/list.html and pages.html know it; the Wagtail page goes by `library`.
    return {
        "library": page,
        "page": found,
        "rows": [row_of(row) for row in found],
        "chosen": chosen,
        "labels": LABELS,
        "everywhere": True,
        "edits": _edits(request),
    }


def text(page: TextPage, request: HttpRequest) -> dict[str, Any]:
    return in_languages(page, request) | {"body": with_renditions(page.body)}
