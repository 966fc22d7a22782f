"""What stands behind a citizen's voice, in plain words: to the officer who chooses it, and to everybody on the page."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from policylab.directory.enums import College
from policylab.residents.enums import Voice

from .models import Consultation

# For the officer: what it asks of people and of the town.
BEHIND = {
    Voice.EMAIL: _(
        "Quick: people say where they live, nobody checks it. Enough to listen, too little to decide on money."
    ),
    Voice.CHECKED: _(
        "The town hall gave them a card, or saw their papers at its desk. Ten days before the vote are wise."
    ),
}
# For everybody.
SAID = {
    Voice.EMAIL: _("Behind a citizen’s voice stands an e-mail address; that they live here they say themselves."),
    Voice.CHECKED: _("Behind a citizen’s voice stands a check: the town hall gave a card, or saw papers at its desk."),
    Voice.REGISTER: _("Behind a citizen’s voice stands the town’s register."),
}


@dataclass(frozen=True)
class Behind:
    """`by_card`: whoever reads it may have a card in hand."""

    sentence: Any
    by_card: bool


def voice_of(consultation: Consultation, colleges: list[College]) -> Behind | None:
    """Nothing where no citizens are counted."""
    voice = Voice(consultation.voice)
    return Behind(SAID[voice], voice == Voice.CHECKED) if College.CITIZEN in colleges else None
