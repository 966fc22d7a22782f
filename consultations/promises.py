"""What each level binds a municipality to, in plain words (IAP2 spectrum: the promise to the public, iap2.org)."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from .enums import Level


@dataclass(frozen=True)
class Promise:
    """`means` is shown to the officer who chooses, `sentence` stands on every page of the consultation."""

    means: Any
    sentence: Any


PROMISES = {
    Level.INFORM: Promise(
        _("We tell what is planned and why. Nobody decides anything here."),
        _("We keep you informed."),
    ),
    Level.CONSULT: Promise(
        _("We listen before deciding, and say what we took up and what not."),
        _("We listen to you, and tell you how what you said changed the decision."),
    ),
    Level.INVOLVE: Promise(
        _("We work on the plans with people all along; the decision stays ours."),
        _("We work with you on the plans, so that what matters to you is in them."),
    ),
    Level.COLLABORATE: Promise(
        _("We decide together: what all colleges adopt, we carry out as far as we can."),
        _("We decide with you, and carry out what is adopted as far as possible."),
    ),
    Level.EMPOWER: Promise(
        _("We carry out what is adopted. Choose this only if the council has bound itself."),
        _("We carry out what you decide."),
    ),
}
