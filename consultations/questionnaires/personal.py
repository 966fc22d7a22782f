"""Ready-made questions about the person: voluntary, each with its reason, in every language the site speaks.

The words stand in the catalogues; those of genders and ages are the ones of residents' own page.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from policylab.residents.enums import AgeBand, Gender

from .definition import Choice, Question, Words
from .enums import QuestionKind

WHY = _("So that we see whom we do not reach. You need not say; it is shown only in groups of five or more.")
# name -> (question, what can be chosen)
READY: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "gender": (_("You are"), tuple(Gender.labels)),
    "age": (_("How old are you?"), tuple(AgeBand.labels)),
    "neighbourhood": (_("In which neighbourhood do you live?"), ()),
}
NAMES = {"gender": _("Gender"), "age": _("Age band"), "neighbourhood": _("Neighbourhood")}


def ready_made(name: str, key: str, languages: Iterable[str], lines: Iterable[Words] = ()) -> Question:
    """`lines`: choices known from elsewhere, such as the neighbourhoods of the town; an officer adds or changes them."""
    spoken = list(languages)
    title, choices = READY[name]
    known = [*(said_in(spoken, one) for one in choices), *lines]
    return Question(
        key=key,
        kind=QuestionKind.SINGLE,
        title=said_in(spoken, title),
        why=said_in(spoken, WHY),
        choices=tuple(Choice(f"c{place}", words) for place, words in enumerate(known, start=1)),
    )


def said_in(languages: Iterable[str], words: Any) -> Words:
    """Of words from the catalogue, which speak the language that is on when they are asked."""
    found = {}
    for language in languages:
        with override(language):
            found[language] = str(words)
    return found
