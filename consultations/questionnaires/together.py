"""What several wordings asked, put together for the count: every question and choice that ever stood, in the newest words.

A question or choice keeps its key when it is reworded, so replies to both wordings count together; who reads the count is told.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from consultations.tallies.sheets import Asked

from .definition import Choice, Definition, Question
from .enums import QuestionKind

Definitions = Mapping[int, Definition]


@dataclass(frozen=True)
class Earlier:
    """How a wording before the newest put it: the question's own words, or those of a choice or row."""

    number: int
    words: Mapping[str, str]


def together(definitions: Definitions) -> list[Question]:
    """In the newest order; what is no longer asked comes last."""
    found: dict[str, Question] = {}
    for number in sorted(definitions, reverse=True):
        for question in definitions[number].questions():
            newer = found.get(question.key)
            found[question.key] = _with_lines_of(newer, question) if newer else question
    return list(found.values())


def _with_lines_of(newer: Question, older: Question) -> Question:
    if newer.kind != older.kind:
        return newer
    whole = replace(newer, choices=_joined(newer.choices, older.choices), rows=_joined(newer.rows, older.rows))
    if newer.kind != QuestionKind.SCALE:
        return whole
    points = {*newer.points(), *older.points()}
    return replace(whole, low=min(points), high=max(points))


def _joined(newer: tuple[Choice, ...], older: tuple[Choice, ...]) -> tuple[Choice, ...]:
    known = {one.key for one in newer}
    return (*newer, *(one for one in older if one.key not in known))


def same_kind(question: Question, definition: Definition) -> bool:
    """Whether replies on a sheet of this wording can be counted with the others: a question whose kind was changed is another."""
    asked = definition.question(question.key)
    return asked is not None and asked.kind == question.kind


def is_personal(question: Question, definitions: Definitions) -> bool:
    """Asked with a reason in any wording: its small counts are hidden, and it is in no public file."""
    found = (definition.question(question.key) for definition in definitions.values())
    return any(one is not None and one.why for one in found)


def earlier_words(question: Question, definitions: Definitions) -> list[Earlier]:
    """Other words under the same keys, the newest of them first."""
    said = {str(dict(question.title)), *(str(dict(one.title)) for one in (*question.choices, *question.rows))}
    found = []
    for number in sorted(definitions, reverse=True):
        one = definitions[number].question(question.key)
        for words in (one.title, *(line.title for line in (*one.choices, *one.rows))) if one else ():
            if str(dict(words)) not in said:
                said.add(str(dict(words)))
                found.append(Earlier(number, words))
    return found


def countable(question: Question) -> Asked:
    """As the pure count knows it."""
    scale = question.kind == QuestionKind.SCALE
    choices = tuple(str(point) for point in question.points()) if scale else tuple(one.key for one in question.choices)
    return Asked(question.key, str(question.kind), choices, tuple(one.key for one in question.rows))
