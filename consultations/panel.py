"""The night panel of a consultation: the one thing to do now and until when. The same for every reader."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from policylab.core.clock import Stage

from .enums import ConsultationStatus, PhaseKind
from .models import Consultation
from .selectors import PhaseState, current_phase


@dataclass(frozen=True)
class Panel:
    title: str
    url: str = ""
    label: str = ""
    text: str = ""
    opens: datetime | None = None
    closes: datetime | None = None


def panel_for(consultation: Consultation, schedule: list[PhaseState]) -> Panel | None:
    if consultation.status != ConsultationStatus.OPENED:
        return None
    phase = current_phase(schedule)
    if phase is None:
        return Panel(_("This consultation is over"), _address("plans", consultation), _("Read the plans"))
    if phase.stage == Stage.UPCOMING:
        return Panel(_("Next: %(phase)s") % {"phase": phase.title}, text=_("Come back then."), opens=phase.opens_at)
    return _open_panel(consultation, phase)


def _open_panel(consultation: Consultation, phase: PhaseState) -> Panel:
    words: dict[str, tuple[Any, str, Any, Any]] = {
        PhaseKind.PROPOSE: (
            _("Write a plan, or back one"),
            f"{reverse('proposals:begin')}?round={consultation.round.ref}",
            _("Draft a plan"),
            _("Five short steps. You can stop at any time and go on later."),
        ),
        PhaseKind.DISCUSS: (
            _("Comment on the plans and support them"),
            _address("plans", consultation),
            _("Read the plans"),
            _("Their authors can still change them."),
        ),
        PhaseKind.VOTE: (
            _("It is your turn to vote"),
            _vote_address(consultation),
            _("Fill in my ballot"),
            _("Each college counts its votes by itself. You can change your ballot until closing."),
        ),
        PhaseKind.ANSWER: (
            _("%(body)s prepares its answer") % {"body": consultation.organisation.name},
            _address("plans", consultation),
            _("Read the plans"),
            _("A reasoned answer to every plan is due by then."),
        ),
        PhaseKind.DELIVER: (
            _("What was adopted is being delivered"),
            _address("plans", consultation),
            _("Read the plans"),
            "",
        ),
    }
    title, url, label, text = words[phase.kind]
    return Panel(title, url, label, text, closes=phase.closes_at)


def _address(name: str, consultation: Consultation) -> str:
    return reverse(f"consultations:{name}", args=[consultation.ref])


def _vote_address(consultation: Consultation) -> str:
    """The votes' room adds this page; without the room, the plans."""
    try:
        return reverse("votes:detail", args=[consultation.ref])
    except NoReverseMatch:
        return _address("plans", consultation)
