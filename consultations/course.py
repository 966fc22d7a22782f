"""Whether the course of a consultation may be changed now: one sentence for each change that cannot be, said before and after
the press alike."""

from datetime import datetime

from django.utils.translation import gettext as _

from .done import Done, done_in
from .enums import ConsultationStatus, Deed
from .models import Consultation
from .moving import can_stand_still, may_move_closing, may_move_opening
from .schedule import Schedule
from .selectors import is_paused, standing_schedule

Edge = tuple[str, int]


def why_not(deed: str, consultation: Consultation, now: datetime, done: Done) -> str:
    """Why this change is not possible, or nothing where it is."""
    if consultation.status == ConsultationStatus.CANCELLED:
        return _("This consultation was cancelled: nothing of it moves any more.")
    paused = is_paused(consultation)
    if deed == Deed.RESUMED:
        return "" if paused else _("It is not paused.")
    if deed == Deed.CANCELLED:
        return (
            _("Something was decided or answered here: that is carried out, not called off.") if done.is_decided else ""
        )
    if deed == Deed.PAUSED:
        return _why_not_pause(consultation, now, paused)
    if paused:
        return _("It is paused: resume it first, the dates can move with it.")
    standing = standing_schedule(consultation)
    return "" if movable(standing, now, done) else _("No date of it can be moved any more.")


def _why_not_pause(consultation: Consultation, now: datetime, paused: bool) -> str:
    if paused:
        return _("It is paused already.")
    if can_stand_still(standing_schedule(consultation), now):
        return ""
    return _("Nobody can take part any more: what is still to come binds you alone, and a pause does not put it off.")


def why_not_now(deed: str, consultation: Consultation, now: datetime) -> str:
    """For a page; the service asks again under its locks."""
    return why_not(deed, consultation, now, done_in(consultation))


def movable(standing: Schedule, now: datetime, done: Done) -> set[Edge]:
    """The dates a form offers: (kind, 0) opens, (kind, 1) closes."""
    opens = {(kind, 0) for kind, span in standing.items() if may_move_opening(kind, span, now, done.kinds)}
    return opens | {(kind, 1) for kind, span in standing.items() if may_move_closing(kind, span, now, done.kinds)}
