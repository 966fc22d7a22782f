"""Each kind of question in a few words and an example, for an officer who has never written a questionnaire."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from .enums import QuestionKind


@dataclass(frozen=True)
class About:
    means: Any
    example: Any


ABOUT = {
    QuestionKind.SINGLE: About(_("One of several replies is ticked."), _("How often do you come to the library?")),
    QuestionKind.SEVERAL: About(_("As many as fit are ticked, or up to a number."), _("What do you come for?")),
    QuestionKind.SCALE: About(
        _("A number from low to high, with words at both ends."), _("How safe do you feel in this street, from 1 to 5?")
    ),
    QuestionKind.TEXT: About(
        _("People write what they want. Each reply is read by a person: ask few of these."),
        _("What should we change first?"),
    ),
    QuestionKind.GRID: About(
        _("The same choices for each of several lines."),
        _("Opening hours in the morning, at noon, in the evening: good or not?"),
    ),
    QuestionKind.RANKING: About(
        _("A few things put in order, the most important first."), _("What comes first: light, trees, benches?")
    ),
    QuestionKind.NUMBER: About(
        _("A number, between limits if you give them."), _("How many people live in your household?")
    ),
    QuestionKind.MONEY: About(_("An amount in one currency."), _("How much would you pay for a season ticket?")),
    QuestionKind.DATE: About(_("A day in the calendar."), _("When were you last at the health centre?")),
    QuestionKind.PLACE: About(_("A point on the map, or its coordinates."), _("Where is a crossing missing?")),
    QuestionKind.FILE: About(
        _("A photo or a document. Few people will have one at hand."), _("A photo of the place, if you have one.")
    ),
}
