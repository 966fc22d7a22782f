"""Cards printed, used and voided; people checked at a desk; a register read, used and deleted."""

from .cards import end_batch, make_batch, use_card
from .desk import check_at_desk, take_back
from .numbers import use_number
from .privacy import forget_resident, residence_data
from .register import delete_due_registers, preview_register, take_register

__all__ = [
    "check_at_desk",
    "delete_due_registers",
    "end_batch",
    "forget_resident",
    "make_batch",
    "preview_register",
    "residence_data",
    "take_back",
    "take_register",
    "use_card",
    "use_number",
]
