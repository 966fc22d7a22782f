from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(StrEnum):
    """Where a milestone stands on a day; computed from its dates, never stored."""

    DONE = "done"
    LATE = "late"
    RUNNING = "running"
    TO_COME = "to_come"


class ReportKind(TextChoices):
    """What a report says of its milestone."""

    DONE = "done", _("Done")
    MOVED = "moved", _("Date moved")
    NEWS = "news", _("How it stands")
    AGAIN = "again", _("Not done after all")
