"""The parts one can play in the demo, in the order of the loop."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

ADDRESS = "{key}@demo.invalid"


@dataclass(frozen=True)
class Part:
    """One press on /demo/: the account's key in people.yaml, who that is, what to try first and the name of its page."""

    key: str
    name: Any
    what: Any
    page: str


PARTS = (
    Part(
        "citizen",
        _("Citizen of Tunis"),
        _("Comment on a plan, support it, or enter the roll of a vote and say yes or no."),
        "proposals:list",
    ),
    Part(
        "citizen_beitillu",
        _("Citizen of Beitillu"),
        _("Fill in a ballot: a vote is open in the village."),
        "consultations:list",
    ),
    Part(
        "representative",
        _("Representative of an organisation"),
        _("Commit to a plan in the name of Mdinti, or choose the college in which you vote."),
        "proposals:list",
    ),
    Part(
        "officer",
        _("Officer of the Municipality of Tunis"),
        _("Open a consultation, print cards for residents, rehearse a vote that is prepared and open it."),
        "consultations:mine",
    ),
    Part(
        "officer_beitillu",
        _("Officer of Beitillu"),
        _("See a vote under way: who may vote, and no count before the end."),
        "consultations:mine",
    ),
    Part(
        "officer_sevilla",
        _("Officer of Seville"),
        _("Answer a vote whose answer is overdue: what is adopted, and why."),
        "consultations:mine",
    ),
    Part(
        "facilitator", _("Facilitator"), _("Keep a discussion fair: hide a comment, with a reason."), "proposals:list"
    ),
    Part("editor", _("Editor"), _("Write, publish and translate a policy note."), "wagtailadmin_home"),
    Part("admin", _("Administrator"), _("Check an organisation that asked to join."), "directory:checks"),
)


def address_of(key: str) -> str:
    return ADDRESS.format(key=key)


def demo_only() -> None:
    """The demo signs in without a secret, so nothing of it runs where the setting does not allow it."""
    if not settings.DEMO:
        raise ImproperlyConfigured("The demo runs with demo settings only.")
