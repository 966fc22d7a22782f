"""How a hidden figure is written, and the words beneath. What is hidden is decided in consultations.tallies.cells."""

from django.utils.translation import gettext as _

from .tallies.cells import FLOOR

HIDDEN = "∗"


def hidden_words() -> str:
    return _("%(sign)s: fewer than %(floor)s people, or what would tell of fewer than %(floor)s.") % {
        "sign": HIDDEN,
        "floor": FLOOR,
    }
