from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class How(TextChoices):
    """How a town made sure that somebody lives there."""

    CARD = "card", pgettext_lazy("how a resident was checked", "by a card")
    DESK = "desk", pgettext_lazy("how a resident was checked", "at a desk")
    REGISTER = "register", pgettext_lazy("how a resident was checked", "by the register")


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
