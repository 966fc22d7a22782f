"""What turns the lab's own rows into pages; pages themselves are written in Wagtail's editor."""

from .cases import make_case
from .places import follow_places

__all__ = ["follow_places", "make_case"]
