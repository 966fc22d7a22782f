"""What stands behind a citizen's voice, in plain words: to the officer who chooses it, and to everybody on the page."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from policylab.directory.enums import College
from policylab.directory.models import Organisation
from policylab.residents.enums import Voice
from policylab.residents.selectors import checks_residents

from .models import Consultation

# For the officer: what it asks of people and of the town.
BEHIND = {
    Voice.EMAIL: _(
        "Quick: people say where they live, nobody checks it. Enough to listen, too little to decide on money."
    ),
    Voice.CHECKED: _(
        "The town hall gave them a card, or saw their papers at its desk. Ten days before the vote are wise."
    ),
    Voice.REGISTER: _(
        "They type the number of their identity card, and it stands in the list of residents that you read in before the "
        "opening. Wide and quick, but who knows a number could use it: cards are surer."
    ),
}
# For everybody.
SAID = {
    Voice.EMAIL: _("Behind a citizen’s voice stands an e-mail address; that they live here they say themselves."),
    Voice.CHECKED: _("Behind a citizen’s voice stands a check: the town hall gave a card, or saw papers at its desk."),
    Voice.REGISTER: _(
        "Behind a citizen’s voice stands the town’s register: the number of their identity card is in it, and counts once. "
        "The numbers are kept unreadable, and deleted when the result is certified."
    ),
}


@dataclass(frozen=True)
class Behind:
    """`url`: where whoever reads it can have themselves checked, `label` what they need for it; empty where nothing is asked."""

    sentence: Any
    url: str = ""
    label: Any = ""


def voice_of(consultation: Consultation, colleges: list[College]) -> Behind | None:
    """Nothing where no citizens are counted."""
    if College.CITIZEN not in colleges:
        return None
    url, label = way_to_a_check(consultation)
    return Behind(SAID[Voice(consultation.voice)], url, label)


def way_to_a_check(consultation: Consultation) -> tuple[str, Any]:
    if consultation.voice == Voice.CHECKED:
        return reverse("residents:card"), _("I have a card")
    if consultation.voice == Voice.REGISTER:
        return reverse("residents:number", args=[consultation.organisation.ref]), _("Type my number")
    return "", ""


def voices_for(organisation: Organisation) -> list[Voice]:
    """What may be chosen: a register is read in by a town hall, for its own town."""
    return [voice for voice in Voice if voice != Voice.REGISTER or checks_residents(organisation)]
