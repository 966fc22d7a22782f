"""What charters put into the slots of the packages below."""


def fill_slots() -> None:
    """Filled as the room grows."""
