"""What a person may be told when an act is not possible."""


class Refused(Exception):
    """An act refused for a reason its author can understand; `str(error)` is a translated sentence.

    `field` names the form field it concerns, where there is one.
    """

    def __init__(self, message: str, field: str | None = None):
        super().__init__(message)
        self.field = field


class Stale(Refused):
    """Somebody saved since the form was opened; `current` is what stands now, so that both texts can be shown."""

    def __init__(self, message: str, current: object):
        super().__init__(message)
        self.current = current
