"""What every page of a consultation shows around its own matter; rooms use it for their tabs too."""

from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from consultations.answering import answer_url, owed, step_now
from consultations.changes import halt_of
from consultations.enums import ConsultationStatus, Level, PhaseKind
from consultations.kit import why_no_kit
from consultations.models import Consultation, ConsultationText
from consultations.panel import Panel, panel_for
from consultations.permissions import (
    can_add_text,
    can_cancel_consultation,
    can_duplicate_consultation,
    can_hand_over,
    can_move_dates,
    can_pause_consultation,
    can_read_log,
    can_resume_consultation,
    can_see_consultation,
)
from consultations.promises import PROMISES
from consultations.selectors import (
    PhaseState,
    colleges_of,
    consultation_page,
    languages_missing,
    schedule_of,
    words_of,
)
from consultations.sharing import short_of
from consultations.voices import voice_of
from policylab.accounts.views.refusals import second_factor_needed
from policylab.core import registries
from policylab.core.clock import Stage
from policylab.core.loop import DECIDE, PUBLISH
from policylab.core.page_parts import address
from policylab.directory.permissions import lacks_only_second_factor
from policylab.residents.enums import Voice
from policylab.residents.permissions import can_check_at_desk


def consultation_or_404(request: HttpRequest, ref: str) -> Consultation:
    """A draft of somebody else is as unknown as an address that never was."""
    consultation = consultation_page(ref).first()
    if consultation is None or not can_see_consultation(request.user, consultation):
        raise Http404
    return consultation


def public_or_404(request: HttpRequest, ref: str) -> Consultation:
    consultation = consultation_or_404(request, ref)
    if consultation.status == ConsultationStatus.DRAFT:
        raise Http404
    return consultation


def closed_to(request: HttpRequest, consultation: Consultation, may: bool) -> HttpResponse | None:
    """Before a page of its officers: who lacks but the second factor is told how to set it up, anybody else is refused."""
    if lacks_only_second_factor(request.user, consultation.organisation):
        return second_factor_needed(request)
    if not may:
        raise PermissionDenied
    return None


def frame(request: HttpRequest, consultation: Consultation, here: str, **more: Any) -> dict[str, Any]:
    """The head of a consultation's page: title, promise, who, act, phases, tabs, trail."""
    now = consultation.instant
    schedule = schedule_of(consultation, now)
    trail = registries.links_of(consultation)
    late, decision = owed(consultation, schedule, now), _decision_in(trail, answer_url(consultation))
    return {
        "consultation": consultation,
        **wording(words_of(consultation)),
        # Not `level`: the rows included in these pages ask for a heading's level by that name.
        "promise_level": Level(consultation.level).label if consultation.level else "",
        "owed_title": late[0],
        "promise": PROMISES[Level(consultation.level)].sentence if consultation.level else "",
        **who_is_counted(consultation),
        "now": now,
        "phases": schedule,
        "step": step_now(consultation, schedule),
        "panel": _panel(request, panel_for(consultation, schedule, decision, late)),
        "origin": next((link for link in trail if link.step == PUBLISH and link.url), None),
        **what_may_change(request, consultation, schedule, more),
        "tabs": tabs_for(request, consultation, here),
        "trail": trail,
        **how_to_share(consultation, schedule),
        "crumbs": [(_("Consultations"), reverse("consultations:list"))],
        **more,
    }


def wording(words: ConsultationText) -> dict[str, Any]:
    """And in what language it is, where that is not the reader's."""
    foreign = words.language if words.language != get_language() else ""
    return {"words": words, "foreign": foreign, "heading_lang": words.language}


def how_to_share(consultation: Consultation, schedule: list[PhaseState]) -> dict[str, Any]:
    """The kit invites: once nobody can take part any more there is none to lead to."""
    kit = "" if why_no_kit(consultation, schedule) else reverse("consultations:kit", args=[consultation.ref])
    return {"short": short_of(consultation), "share_kit": kit}


def who_is_counted(consultation: Consultation) -> dict[str, Any]:
    colleges = colleges_of(consultation)
    return {"colleges": colleges, "voice": voice_of(consultation, colleges)}


def what_may_change(
    request: HttpRequest, consultation: Consultation, schedule: list[PhaseState], known: dict[str, Any]
) -> dict[str, Any]:
    """That it stands still and why, unless the page has read that already; and what its officers may do about it."""
    officer = can_read_log(
        request.user, consultation
    )  # asked first, and of most readers alone: others may nothing of all this
    return {
        "may_add_text": officer and may_add_text(request, consultation),
        "course": course_for(request, consultation) if officer else [],
        "to_open": address("questionnaires:prepare", consultation.ref) if officer and is_to_open(schedule) else "",
        "halt": known["halt"] if "halt" in known else halt_of(consultation),
    }


def is_to_open(schedule: list[PhaseState]) -> bool:
    """Its questionnaire: an officer who has opened the consultation is easily led to think that all is done."""
    return any(phase.kind == PhaseKind.ASK and not phase.is_there and phase.stage != Stage.CLOSED for phase in schedule)


def may_add_text(request: HttpRequest, consultation: Consultation) -> bool:
    """Asked of readers who have signed in only, so that the others' page costs nothing more."""
    wanted = request.user.is_authenticated and languages_missing(consultation)
    return bool(wanted) and can_add_text(request.user, consultation)


def course_for(request: HttpRequest, consultation: Consultation) -> list[tuple[Any, str]]:
    """For its officers: (words, address) of what they may change now. The sentence that says why not stands there."""
    if not request.user.is_authenticated:
        return []
    acts = [
        (_("Change the dates"), "move", can_move_dates),
        (_("Pause it"), "pause", can_pause_consultation),
        (_("Resume it"), "resume", can_resume_consultation),
        (_("Cancel it"), "cancel", can_cancel_consultation),
        (_("Begin another one like it"), "duplicate", can_duplicate_consultation),
        (_("Hand it over"), "hand_over", can_hand_over),
        (_("Who did what"), "log", can_read_log),
    ]
    allowed = [(words, name) for words, name, may in acts if may(request.user, consultation)]
    return [
        *((words, reverse(f"consultations:{name}", args=[consultation.ref])) for words, name in allowed),
        *_checking(request, consultation),
    ]


def _checking(request: HttpRequest, consultation: Consultation) -> list[tuple[Any, str]]:
    """Where residents are checked, if this one asks for it."""
    asked = consultation.voice != Voice.EMAIL and can_check_at_desk(request.user, consultation.organisation)
    return [(_("Register, cards and desk"), reverse("residents:town", args=[consultation.organisation.ref]))] * asked


def _panel(request: HttpRequest, panel: Panel | None) -> Panel | None:
    """In a rehearsal its button leads to what people will find there, where there is something to see already."""
    url = getattr(request, "rehearsal", {}).get("url", "")
    return replace(panel, url=url) if panel and panel.url and url else panel


def _decision_in(trail: list[registries.TrailLink], answer: str) -> str:
    """Where its vote or its result is read; the votes' room, above us, has put it into the trail. The answer is no decision."""
    return next((link.url for link in reversed(trail) if link.step == DECIDE and link.url != answer), "")


def tabs_for(request: HttpRequest, consultation: Consultation, here: str) -> list[dict[str, Any]]:
    return [
        {"label": tab.label, "url": tab.url(consultation), "here": tab.name == here, "count": tab.count(consultation)}
        for tab in registries.tabs_of(consultation, request.user)
    ]
