from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class QuestionnaireStatus(TextChoices):
    PREPARED = "prepared", _("Prepared")
    OPENED = "opened", _("Opened")
    COUNTED = "counted", _("Counted")


class QuestionnaireStage(StrEnum):
    """Where a questionnaire stands; computed from its status and its phase's dates.

    `COUNTING`: over, its count not yet there. `MISSED`: its phase went by without anybody opening it.
    """

    PREPARED = "prepared"
    MISSED = "missed"
    UPCOMING = "upcoming"
    OPEN = "open"
    COUNTING = "counting"
    COUNTED = "counted"
    PAUSED = "paused"
    CANCELLED = "cancelled"


class QuestionKind(TextChoices):
    """What kind of reply is asked for; the shape each is stored in stands in `definition.py`."""

    TEXT = "text", _("Free text")
    SINGLE = "single", _("One choice")
    SEVERAL = "several", _("Several choices")
    GRID = "grid", _("Grid: one choice in each row")
    SCALE = "scale", _("Scale")
    NUMBER = "number", pgettext_lazy("kind of question", "Number")
    MONEY = "money", _("Amount of money")
    DATE = "date", _("Date")
    PLACE = "place", _("Place on the map")
    FILE = "file", _("File")
    RANKING = "ranking", _("Ranking")


# What can be counted by choice; only these can be crossed with one another, or stand in a condition.
CHOSEN = (QuestionKind.SINGLE, QuestionKind.SEVERAL, QuestionKind.SCALE)
