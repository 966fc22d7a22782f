"""A paper cast by name, as the result and the page of the body tell it."""

from django.utils.translation import gettext as _

from consultations.tallies.notation import Choices
from consultations.votes.enums import Method
from consultations.votes.letters import shown
from consultations.votes.papers import ABSTAIN, ANSWERS, RANKED, grades, none_of_these

from .ranking import NONE


def paper_in_words(method: str, choices: Choices) -> str:
    """«A · C», «1. B · 2. A», «A: Good»; yes or no."""
    if method == Method.YES_NO:
        return str(ANSWERS[next(iter(choices), ABSTAIN)])
    if not choices:
        return _("none (blank paper)")
    if isinstance(choices, dict):
        words = dict(grades())
        # Translators: a letter and its grade: "A: Good"
        item = _("%(letter)s: %(grade)s")
        return " · ".join(item % {"letter": shown(one), "grade": words[grade]} for one, grade in choices.items())
    names = [none_of_these() if one == NONE else shown(one) for one in choices]
    if method in RANKED:
        names = [f"{place}. {name}" for place, name in enumerate(names, start=1)]
    return " · ".join(names)
