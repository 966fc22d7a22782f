from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Method(TextChoices):
    APPROVAL = "approval", _("Approval")


class Rule(TextChoices):
    """How colleges are joined (DESIGN 4.10)."""

    EVERY_COLLEGE = "every_college", _("A majority in every college")


class VoteStatus(TextChoices):
    PREPARED = "prepared", _("Being prepared")
    OPENED = "opened", _("Opened")
    COUNTED = "counted", _("Counted")


class Secrecy(TextChoices):
    NAMED = "named", _("By name")
    SEPARATED = "separated", _("Separated from names")


# A separated college needs this many on its roll (DESIGN 4.8).
SEPARATED_FROM = 10
