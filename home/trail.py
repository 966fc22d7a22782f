"""Where a page came from and what became of it. Public targets only: each selector below knows what is public."""

from collections.abc import Sequence
from dataclasses import replace

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from consultations.models import Consultation
from consultations.overdue import overdue_on_page
from consultations.registered import link_to
from consultations.selectors import words_of
from consultations.votes.afterwards import is_annulled
from consultations.votes.enums import VoteStatus
from consultations.votes.models import Vote
from policylab.core import dates, registries
from policylab.core.loop import ASSESS, CONSULT, DECIDE, DELIVER, PROPOSE, PUBLISH
from policylab.core.registries import TrailLink
from proposals.delivery.trail import latest_links
from proposals.models import Proposal
from proposals.registered import plan_url

from .models import (
    CasePage,
    EventPage,
    HomePage,
    LibraryPage,
    PolicyNotePage,
    ProjectPage,
    Publication,
    ReportPage,
    RoadmapPage,
    TextPage,
    ToolkitPage,
)
from .selectors.library import cases_of_plans
from .selectors.uses import consultations_on, count_within, plans_elsewhere, plans_from, rounds_on

SHOWN = 3
WITH_TRAIL = (PolicyNotePage, ToolkitPage, RoadmapPage, CasePage, ReportPage)
# Kinds of page that came from nowhere and become nothing; a test holds the two lists against all kinds.
WITHOUT_TRAIL = {
    HomePage: gettext_lazy("The front page shows the whole loop itself."),
    LibraryPage: gettext_lazy("A list; each page in it has its own trail."),
    ProjectPage: gettext_lazy(
        "What came out of a project stands in its reports, roadmaps and cases, each with its trail."
    ),
    EventPage: gettext_lazy("It took place; no consultation or plan begins from it."),
    TextPage: gettext_lazy("About the lab, not about what it works on."),
}


def trail_of_publications(pages: Sequence[Publication]) -> dict[Publication, list[TrailLink]]:
    return {page: _links(page) for page in pages if page.pk and page.live}


def _links(page: Publication) -> list[TrailLink]:
    """The queries are the same for any number of consultations, plans, votes and cases."""
    found = consultations_on(page)
    cases = [case_link(case) for case in cases_of_plans(plans_from(page).values("pk")) if case.pk != page.pk]
    links = [own_link(page), *_few(CONSULT, [link_to(one) for one in found]), *_plan_links(page, found)]
    delivery = _few(DELIVER, latest_links(rounds_on(page), SHOWN + 1))
    late = _few(DECIDE, [link for links in overdue_on_page(found).values() for link in links])
    return [*links, *_result_links(page, found), *late, *delivery, *cases, *_to_come(bool(found), bool(cases), page)]


# --- links of each step -------------------------------------------------------------------------------------------
def own_link(page: Publication) -> TrailLink:
    step = ASSESS if isinstance(page, CasePage) else PUBLISH
    note = _("published on %(date)s") % {"date": dates.write(page.first_published_at, "date")}
    kind = capfirst(str(page.page_type_display_name))
    return TrailLink(step, kind, page.title, page.get_absolute_url(), note, True, page.text_language)


def case_link(case: CasePage) -> TrailLink:
    note = _("published on %(date)s") % {"date": dates.write(case.first_published_at, "date")}
    return TrailLink(ASSESS, _("Case"), case.title, case.get_absolute_url(), note, language=case.text_language)


def _plan_links(page: Publication, consultations: list[Consultation]) -> list[TrailLink]:
    """How many were written in the consultations; those elsewhere that name the page, one by one."""
    links, count = [], count_within(page)
    if count:
        title = ngettext("%(count)s plan", "%(count)s plans", count) % {"count": count}
        alone = consultations[0].ref if len(consultations) == 1 else ""
        links = [TrailLink(PROPOSE, _("Plans"), title, reverse("consultations:plans", args=[alone]) if alone else "")]
    for plan in plans_elsewhere(page)[: SHOWN + 1]:
        links.append(TrailLink(PROPOSE, _("Plan"), plan.current.title, plan_url(plan), language=plan.current.language))
    return _few(PROPOSE, links)


def _result_links(page: Publication, known: list[Consultation]) -> list[TrailLink]:
    """The words of a consultation that the trail has read already are not read again."""
    votes = Vote.objects.filter(phase__consultation__round__in=rounds_on(page), status=VoteStatus.COUNTED)
    latest = list(
        votes.select_related("phase__consultation", "annulment").order_by("-phase__closes_at", "-pk")[: SHOWN + 1]
    )
    read = {one.pk: one for one in known}
    consultations = [read.get(vote.phase.consultation_id, vote.phase.consultation) for vote in latest]
    prefetch_related_objects(consultations, "texts")
    links = []
    for vote, consultation in zip(latest, consultations, strict=True):
        words = words_of(consultation)
        note = _("closed on %(when)s") % {"when": dates.write(vote.phase.closes_at, "date")}
        note = _("The vote was annulled") if is_annulled(vote) else note
        url = reverse("votes:result", args=[consultation.ref])
        links.append(TrailLink(DECIDE, _("Result"), words.title, url, note, language=words.language))
    return _few(DECIDE, links)


def _few(step: int, links: list[TrailLink]) -> list[TrailLink]:
    """The latest ones, and that there are more."""
    if len(links) <= SHOWN:
        return links
    return [*links[:SHOWN], TrailLink(step, links[0].kind, _("and more"))]


def _to_come(consulted: bool, has_case: bool, page: Publication) -> list[TrailLink]:
    """What is still missing from the loop stays visible."""
    if isinstance(page, CasePage):
        return []
    if not consulted:
        return [TrailLink(CONSULT, _("Consultation"), _("None yet: a municipality can open one on this page"))]
    return [] if has_case else [TrailLink(ASSESS, _("Case"), _("Not yet written"))]


# --- cases: the plan behind, and the links back -------------------------------------------------------------------
def trail_of_cases(pages: Sequence[CasePage]) -> dict[CasePage, list[TrailLink]]:
    """The whole way of the plan the case tells of, where there is one; then what is opened on the case."""
    return {page: _links_of_case(page) for page in pages if page.pk and page.live}


def _links_of_case(page: CasePage) -> list[TrailLink]:
    plan = page.from_proposal
    if plan is None or plan.current is None:
        return _links(page)
    sources = [source for source in registries.trail[Proposal] if source is not cases_of]
    behind = [link for source in sources for link in source([plan]).get(plan, [])]
    return [*(replace(link, here=False) for link in behind), own_link(page)]


def cases_of(plans: Sequence[Proposal]) -> dict[Proposal, list[TrailLink]]:
    """For a plan's own page: the cases written from it."""
    found: dict[int, list[TrailLink]] = {}
    for case in cases_of_plans([plan.pk for plan in plans]):
        found.setdefault(case.from_proposal_id, []).append(case_link(case))
    return {plan: found.get(plan.pk, []) for plan in plans}


def cases_of_votes(votes: Sequence[Vote]) -> dict[Vote, list[TrailLink]]:
    """The cases of the plans in the consultation a vote belongs to."""
    phases = {vote.pk: vote.phase.consultation for vote in votes if vote.status != VoteStatus.PREPARED}
    cases = cases_of_consultations(list(dict.fromkeys(phases.values())))
    return {vote: cases.get(phases[vote.pk], []) if vote.pk in phases else [] for vote in votes}


def cases_of_consultations(consultations: Sequence[Consultation]) -> dict[Consultation, list[TrailLink]]:
    rounds = {one.round_id: one for one in consultations if one.round_id}
    plans = Proposal.objects.standing().filter(round__in=rounds).values("pk")
    found: dict[int, list[TrailLink]] = {}
    for case in cases_of_plans(plans):
        found.setdefault(case.from_proposal.round_id, []).append(case_link(case))
    return {one: found.get(one.round_id, []) for one in consultations}
