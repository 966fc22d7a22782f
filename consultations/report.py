"""What a consultation promised and what came of it, in one page for a council, an archive, a wall.

It stands at every moment: what is still to come is said with its date. Rooms tell their own chapters (registries.report_parts);
what nobody tells yet is told here from the phase's dates.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policylab.core import dates
from policylab.core.clock import Stage
from policylab.core.numbers import number
from policylab.core.refs import address_by_ref
from policylab.core.registries import ReportPart, report_of
from proposals.enums import ProposalStatus
from proposals.figures import Group, RoundFigures, figures_of_round
from proposals.models import Proposal
from proposals.selectors import plans_of_round

from .answering import step_reached
from .enums import ConsultationStatus, PhaseKind
from .models import Consultation
from .selectors import PhaseState

PLANS_SHOWN = 40
# Fewer people than this are not told: among so few, one is easily guessed (DESIGN 4.11).
FEW = 5
TOLD_BY_ROOMS = {PhaseKind.ASK: 30, PhaseKind.VOTE: 60, PhaseKind.ANSWER: 70, PhaseKind.DELIVER: 80}


def report(consultation: Consultation, schedule: Sequence[PhaseState], now: datetime) -> dict[str, Any]:
    """The matter of `consultations/_report.html`, for the screen and for paper."""
    figures = figures_of_round(consultation.round)
    plans = plans_of_round(consultation.round, standing=False, order="-supports_count")[:PLANS_SHOWN]
    return {
        "step": step_reached(schedule, bool(figures.adopted)),
        "phases": [_phase_row(phase) for phase in schedule],
        "sentences": list(_participation(figures)),
        "groups": [_group_row(group) for group in figures.groups],
        "plans": _plan_rows(plans),
        "left_out": max(figures.plans + figures.withdrawn - PLANS_SHOWN, 0),
        "parts": _chapters(consultation, schedule, now),
    }


def _chapters(consultation: Consultation, schedule: Sequence[PhaseState], now: datetime) -> list[ReportPart]:
    told = report_of([consultation, consultation.round], now)
    names = {part.name for part in told}
    running = consultation.status == ConsultationStatus.OPENED
    silent = [phase for phase in schedule if phase.kind in TOLD_BY_ROOMS and phase.kind not in names]
    return sorted([*told, *map(_still_to_come, silent if running else [])], key=lambda part: part.order)


def _still_to_come(phase: PhaseState) -> ReportPart:
    kind = PhaseKind(phase.kind)
    return ReportPart(
        kind, TOLD_BY_ROOMS[kind], phase.title, "consultations/_report_to_come.html", _when_it_comes(phase)
    )


def _when_it_comes(phase: PhaseState) -> str:
    moment = phase.opens_at if phase.stage == Stage.UPCOMING else phase.closes_at
    sentence = {
        Stage.UPCOMING: _("Still to come: it begins on %(when)s."),
        Stage.OPEN: _("Under way until %(when)s. What comes of it will stand here."),
        Stage.CLOSED: _("It was due by %(when)s. Nothing has been published here."),
    }[phase.stage]
    return sentence % {"when": dates.write(moment, "date") if moment else "–"}


def _phase_row(phase: PhaseState) -> list[str]:
    words = {Stage.UPCOMING: _("To come"), Stage.OPEN: _("Under way"), Stage.CLOSED: _("Over")}
    moments = [dates.write(moment, "moment") if moment else "–" for moment in (phase.opens_at, phase.closes_at)]
    return [phase.title, *moments, phase.note or words[phase.stage]]


def people(count: int) -> str:
    """A number of people as it may be told."""
    return _("fewer than %(number)s") % {"number": number(FEW)} if 0 < count < FEW else number(count)


def _plan_rows(plans: Iterable[Proposal]) -> list[dict[str, Any]]:
    url_of, short_of = address_by_ref("proposals:detail"), address_by_ref("short", letter="p")
    return [{"url": url_of(plan.ref), "short": short_of(plan.ref), **_plan_row(plan)} for plan in plans]


def _plan_row(plan: Proposal) -> dict[str, Any]:
    """Flat, as a template finds it fastest."""
    return {
        "title": plan.current.title,
        "language": plan.current.language,
        "withdrawn": plan.status == ProposalStatus.WITHDRAWN,
        "by": plan.organisation.name if plan.organisation else plan.author.shown_name,
        "version": number(plan.current.number),
        "supports": number(plan.supports_count),
        "comments": number(plan.comments_count),
    }


def _participation(figures: RoundFigures) -> Iterable[str]:
    """What was done, in sentences made of figures; what did not happen is not told."""
    if not figures.plans:
        yield _("No plan has been published.")
    else:
        yield ngettext("%(count)s plan stands.", "%(count)s plans stand.", figures.plans) % _count(figures.plans)
    if figures.withdrawn:
        yield ngettext(
            "%(count)s plan was withdrawn by those who wrote it.",
            "%(count)s plans were withdrawn by those who wrote them.",
            figures.withdrawn,
        ) % _count(figures.withdrawn)
    if figures.supports:
        yield ngettext(
            "Plans were supported %(count)s time (people who did so: %(people)s).",
            "Plans were supported %(count)s times (people who did so: %(people)s).",
            figures.supports,
        ) % {**_count(figures.supports), "people": people(figures.supporters)}
    if figures.comments:
        yield ngettext("%(count)s comment was written.", "%(count)s comments were written.", figures.comments) % _count(
            figures.comments
        )
    if figures.commitments:
        yield ngettext(
            "%(count)s commitment was offered.", "%(count)s commitments were offered.", figures.commitments
        ) % _count(figures.commitments)


def _count(count: int) -> dict[str, str]:
    return {"count": number(count)}


def _group_row(group: Group) -> list[str]:
    label = str(group.college.label) if group.college else _("Others, counted in no college")
    return [label, number(group.authors), number(group.plans)]
