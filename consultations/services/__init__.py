"""Everything that writes consultations."""

from .duplicating import duplicate_consultation
from .halting import cancel_consultation, pause_consultation, resume_consultation
from .handing import hand_over
from .moving import move_dates
from .opening import add_text, open_consultation
from .recording import record
from .rehearsing import rehearse_consultation
from .writing import begin_consultation, save_asked, save_people, save_schedule

__all__ = [
    "add_text",
    "begin_consultation",
    "cancel_consultation",
    "duplicate_consultation",
    "hand_over",
    "move_dates",
    "open_consultation",
    "pause_consultation",
    "record",
    "rehearse_consultation",
    "resume_consultation",
    "save_asked",
    "save_people",
    "save_schedule",
]
