"""The night panel of a consultation: the one thing to do now and until when. The same for every reader."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from policylab.core.clock import Stage
from policylab.core.page_parts import address

from .enums import ConsultationStatus, PhaseKind
from .models import Consultation
from .selectors import PhaseState, current_phase, is_paused


@dataclass(frozen=True)
class Panel:
    title: str
    url: str = ""
    label: str = ""
    text: str = ""
    opens: datetime | None = None
    closes: datetime | None = None
    others: tuple[dict[str, str], ...] = ()  # what else can be done now, as components/act.html takes it


def panel_for(
    consultation: Consultation,
    schedule: list[PhaseState],
    decision: str | None = None,
    owed: tuple[str, str] = ("", ""),
) -> Panel | None:
    """`decision`: the address of its vote or result, empty where there is none yet; None where nobody has looked.
    `owed`: how many plans still wait for their answer, and since when."""
    if consultation.status != ConsultationStatus.OPENED:
        return None
    if is_paused(consultation):
        return _reading(consultation, _("Nothing can be done here until it goes on"), None)
    phase = current_phase(schedule)
    if owed[0]:
        return replace(_reading(consultation, owed[0], decision), text=owed[1])
    if phase is None:
        return _reading(consultation, _("This consultation is over"), decision)
    if phase.stage == Stage.OPEN and phase.kind == PhaseKind.ASK and not phase.is_there:
        return Panel(_("The questionnaire is being prepared"), text=_("You can answer here as soon as it is opened."))
    if phase.stage == Stage.OPEN:
        decided = decision if phase.is_there else ""
        panel = _open_panel(consultation, PhaseKind(phase.kind), decided)
        return replace(panel, closes=phase.closes_at, others=panel.others or _others(consultation, phase, schedule))
    title = _("Next: %(phase)s") % {"phase": phase.title}
    if all(known.stage == Stage.UPCOMING for known in schedule):
        return Panel(title, text=_("Come back then."), opens=phase.opens_at)
    return replace(_reading(consultation, title, decision), opens=phase.opens_at)


def _open_panel(consultation: Consultation, kind: PhaseKind, decision: str | None) -> Panel:
    if kind == PhaseKind.ASK:
        return _asking(consultation)
    if kind == PhaseKind.PROPOSE:
        return _writing(consultation)
    if kind == PhaseKind.DISCUSS:
        return replace(
            _reading(consultation, _("Comment on the plans and support them"), None),
            text=_("Their authors can still change them."),
        )
    if kind == PhaseKind.VOTE:
        return _voting(consultation, decision)
    if kind == PhaseKind.ANSWER:
        title = _("%(body)s prepares its answer") % {"body": consultation.organisation.name}
        return replace(
            _reading(consultation, title, decision), text=_("A reasoned answer to every plan is due by then.")
        )
    return _reading(consultation, _("What was adopted is due by then"), decision)


def _others(consultation: Consultation, phase: PhaseState, schedule: list[PhaseState]) -> tuple[dict[str, str], ...]:
    """Beside a questionnaire plans may be written already."""
    writing = any(one.kind == PhaseKind.PROPOSE and one.stage == Stage.OPEN for one in schedule)
    if phase.kind != PhaseKind.ASK or not writing:
        return ()
    also = _writing(consultation)
    return ({"url": also.url, "label": also.label},)


def _asking(consultation: Consultation) -> Panel:
    """The questionnaires' room adds this page; without the room, the plans."""
    return Panel(
        _("Fill in the questionnaire"),
        address("questionnaires:detail", consultation.ref) or _address("plans", consultation),
        _("To the questions"),
        _("You can stop at any page and go on later."),
    )


def _writing(consultation: Consultation) -> Panel:
    return Panel(
        _("Write a plan, or back one"),
        f"{reverse('proposals:begin')}?round={consultation.round.ref}",
        _("Draft a plan"),
        _("Five short steps. You can stop at any time and go on later."),
        others=({"url": _address("plans", consultation), "label": _("Read the plans")},),
    )


def _voting(consultation: Consultation, decision: str | None) -> Panel:
    if decision == "":
        return replace(
            _reading(consultation, _("The vote is being prepared"), None),
            text=_("It begins as soon as the plans to choose from and the colleges' rolls are published."),
        )
    return Panel(
        _("The vote is open"),
        _vote_address(consultation),
        _("Fill in my ballot"),
        _("For all who stand on its roll. You can change your ballot until closing."),
    )


def _reading(consultation: Consultation, title: str, decision: str | None) -> Panel:
    """Nothing to do but to read: what was decided, where something was, else the plans."""
    if decision:
        return Panel(title, decision, _("See what was decided"))
    return Panel(title, _address("plans", consultation), _("Read the plans"))


def _address(name: str, consultation: Consultation) -> str:
    return reverse(f"consultations:{name}", args=[consultation.ref])


def _vote_address(consultation: Consultation) -> str:
    """The votes' room adds this page; without the room, the plans."""
    try:
        return reverse("votes:detail", args=[consultation.ref])
    except NoReverseMatch:
        return _address("plans", consultation)
