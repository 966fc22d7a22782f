from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from proposals.enums import Act


class Level(TextChoices):
    """What is promised in return: the IAP2 spectrum of public participation (iap2.org)."""

    INFORM = "inform", _("Inform")
    CONSULT = "consult", _("Consult")
    INVOLVE = "involve", _("Involve")
    COLLABORATE = "collaborate", _("Collaborate")
    EMPOWER = "empower", _("Empower")


class ConsultationStatus(TextChoices):
    DRAFT = "draft", _("Draft")
    OPENED = "opened", _("Opened")
    CANCELLED = "cancelled", _("Cancelled")


class PhaseKind(TextChoices):
    ASK = "ask", pgettext_lazy("phase", "Ask")
    PROPOSE = "propose", _("Propose")
    DISCUSS = "discuss", _("Discuss")
    VOTE = "vote", _("Vote")
    ANSWER = "answer", _("Answer")
    DELIVER = "deliver", _("Deliver")


# Phases whose dates are those of the round's windows, one for each act; every other phase holds its own two dates (DESIGN 3).
WINDOW_PHASES = {
    PhaseKind.PROPOSE: (Act.WRITE,),
    PhaseKind.DISCUSS: (Act.AMEND, Act.SUPPORT, Act.COMMENT),
}


class Deed(TextChoices):
    """What is written into a consultation's log: an act of the body that runs it."""

    OPENED = "opened", _("Opened")
    MOVED = "moved", _("Dates changed")
    PAUSED = "paused", _("Paused")
    RESUMED = "resumed", _("Resumed")
    CANCELLED = "cancelled", _("Cancelled")
    ASKED = "asked", _("Questionnaire opened")
    REWORDED = "reworded", _("Questionnaire reworded")
    PUT_TO_VOTE = "put_to_vote", _("Plans put to the vote")
    CERTIFIED = "certified", _("Result certified")
    ANNULLED = "annulled", _("Vote annulled")
    ANSWERED = "answered", _("Answer given")
    HANDED = "handed", _("Handed over")


# What changes what was announced: never without a reason, told to all who take part, read by everybody for good.
CHANGES = (Deed.MOVED, Deed.PAUSED, Deed.RESUMED, Deed.CANCELLED, Deed.ANNULLED)
