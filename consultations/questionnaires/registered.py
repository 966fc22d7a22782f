"""What questionnaires put into the slots of the packages below."""


def fill_slots() -> None:
    """Tab, trail, search, due, waiting, one's own data: filled as they come."""
