from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Act(TextChoices):
    """What a window opens."""

    WRITE = "write", _("Write plans")
    AMEND = "amend", _("Amend plans")
    SUPPORT = "support", _("Support plans")
    COMMENT = "comment", _("Comment on plans")


class ProposalStatus(TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Co(TextChoices):
    """The Four Co's of co-production (Loeffler 2020, doi 10.1007/978-3-030-55509-2_3)."""

    COMMISSIONING = "commissioning", _("Co-commissioning")
    DESIGN = "design", _("Co-design")
    DELIVERY = "delivery", _("Co-delivery")
    ASSESSMENT = "assessment", _("Co-assessment")


class CommitmentStatus(TextChoices):
    OFFERED = "offered", _("Offered")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Verdict(TextChoices):
    """What the authority that asked for plans does with one of them."""

    ADOPTED = "adopted", _("Adopted")
    PARTLY = "partly", _("Adopted in part")
    DECLINED = "declined", _("Declined")


# From one of these answers on a plan is carried out: it gets a charter, and is delivered.
ADOPTING = (Verdict.ADOPTED, Verdict.PARTLY)
