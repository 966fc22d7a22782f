"""What questionnaires put into the slots of the packages below."""

from policylab.core import registries

from .services.counting import close_due_questionnaires


def fill_slots() -> None:
    """Tab, trail, search, due, waiting, one's own data: filled as they come."""
    registries.due["questionnaires"] = close_due_questionnaires
