"""Cards printed, used and voided; people checked at a desk; a register read, used and deleted."""

from .about_me import save_about_me
from .cards import end_batch, make_batch, use_card
from .desk import check_at_desk, take_back
from .numbers import use_number
from .privacy import about_me_data, forget_about_me, forget_resident, residence_data
from .register import delete_due_registers, preview_register, take_register

__all__ = [
    "about_me_data",
    "check_at_desk",
    "delete_due_registers",
    "end_batch",
    "forget_about_me",
    "forget_resident",
    "make_batch",
    "preview_register",
    "residence_data",
    "save_about_me",
    "take_back",
    "take_register",
    "use_card",
    "use_number",
]
