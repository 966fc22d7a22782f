"""What pages put into the slots of those below: trail, sources of plans and consultations, search. Filled in `apps.ready()`."""

from django.utils.translation import gettext_lazy as _

from consultations.models import Consultation
from consultations.votes.models import Vote
from policylab.core import registries
from policylab.territories.models import Territory
from proposals.delivery.ways_on import ways_on
from proposals.models import Proposal
from proposals.sources import source_kinds

from . import services, sharing, signals, trail, waiting
from .documents import INDEXED, PLACE, documents_of, documents_of_places
from .models import (
    CasePage,
    EventPage,
    HomePage,
    LibraryPage,
    PolicyNotePage,
    ProjectPage,
    ReportPage,
    RoadmapPage,
    TextPage,
    ToolkitPage,
)
from .models.lab_page import contexts
from .views import front, pages
from .ways import way_to_case

SOURCES = (PolicyNotePage, ToolkitPage, RoadmapPage, ReportPage)


def fill_slots() -> None:
    contexts.update(
        {
            HomePage: front.front,
            LibraryPage: pages.library,
            PolicyNotePage: pages.publication,
            ToolkitPage: pages.toolkit,
            RoadmapPage: pages.roadmap,
            CasePage: pages.case,
            ReportPage: pages.publication,
            ProjectPage: pages.project,
            EventPage: pages.publication,
            TextPage: pages.text,
        }
    )
    source_kinds.extend(kind for kind in SOURCES if kind not in source_kinds)
    for kind in SOURCES:
        registries.add_trail(kind, trail.trail_of_publications)
    registries.add_trail(CasePage, trail.trail_of_cases)
    registries.add_trail(Proposal, trail.cases_of)
    registries.add_trail(Consultation, trail.cases_of_consultations)
    registries.add_trail(Vote, trail.cases_of_votes)
    if way_to_case not in ways_on:
        ways_on.append(way_to_case)
    _fill_search()
    registries.shared["n"] = sharing.card_of
    registries.add_waiting("pages", waiting.pages_of, waiting.pages_saved_by)
    signals.listen()


def _fill_search() -> None:
    for kind in INDEXED:
        registries.search_sources[kind._meta.label_lower] = documents_of(kind)
        registries.kind_names[INDEXED[kind]] = kind._meta.verbose_name
    registries.search_sources[Territory._meta.label_lower] = documents_of_places
    registries.kind_names[PLACE] = _("place")
    registries.due["places"] = services.follow_places
