from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What people may want to hear of by mail, or not: few enough to choose for each."""

    MINE = "mine", _("Answers to me, and what I am asked to do")
    DECIDED = "decided", _("Votes, results and official answers")
    DATES = "dates", _("What opens, and what closes in two days")
    NEWS = "news", _("Everything else in what I follow")


class How(TextChoices):
    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("In one mail a day")
    NEVER = "never", _("Not by mail")


# What nobody has chosen otherwise: a mail of its own for what one waits for, the rest together.
USUAL = {Kind.MINE: How.AT_ONCE, Kind.DECIDED: How.AT_ONCE, Kind.DATES: How.DAILY, Kind.NEWS: How.DAILY}
