"""What turns the lab's own rows into pages; pages themselves are written in Wagtail's editor."""

from .cases import make_case

__all__ = ["make_case"]
