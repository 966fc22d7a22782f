"""Cards printed, used and voided; people checked at a desk."""

from .cards import end_batch, make_batch, use_card
from .desk import check_at_desk, take_back
from .privacy import forget_resident, residence_data

__all__ = [
    "check_at_desk",
    "end_batch",
    "forget_resident",
    "make_batch",
    "residence_data",
    "take_back",
    "use_card",
]
