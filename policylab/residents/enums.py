from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class How(TextChoices):
    """How a town made sure that somebody lives there."""

    CARD = "card", pgettext_lazy("how a resident was checked", "by a card")
    DESK = "desk", pgettext_lazy("how a resident was checked", "at a desk")
    REGISTER = "register", pgettext_lazy("how a resident was checked", "by the register")


class Gender(TextChoices):
    """What somebody says of themselves, in the words in which they are asked."""

    WOMAN = "woman", _("a woman")
    MAN = "man", _("a man")
    OTHER = "other", _("neither, or I say it differently")


class AgeBand(TextChoices):
    """Few and wide, so that a small town has people in each."""

    UNDER_18 = "0-17", _("under 18")
    TO_29 = "18-29", _("18 to 29")
    TO_44 = "30-44", _("30 to 44")
    TO_59 = "45-59", _("45 to 59")
    TO_74 = "60-74", _("60 to 74")
    FROM_75 = "75+", _("75 or older")


class Voice(TextChoices):
    """What must stand behind a person's voice where citizens are counted."""

    EMAIL = "email", _("An e-mail address")
    CHECKED = "checked", _("A card or the desk")
    REGISTER = "register", _("The register")


# Which checks are enough for which voice. An e-mail address asks for none.
ENOUGH = {
    Voice.EMAIL: [],
    Voice.CHECKED: [How.CARD, How.DESK, How.REGISTER],
    Voice.REGISTER: [How.REGISTER],
}
