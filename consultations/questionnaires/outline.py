"""A questionnaire as its readers will see it, question by question, with what its officers must know beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from .checking import Faults, untranslated
from .definition import Choice, Definition, Page, Question
from .enums import QuestionKind
from .said import Said, said
from .ways import numbers_of


@dataclass(frozen=True)
class Shown:
    question: Question
    number: int
    kind: Any
    title: Said
    help: Said
    why: Said
    lines: list[Said]
    rows: list[Said]
    points: list[tuple[int, Said | None]]
    when: str
    fault: str
    missing: list[str]


@dataclass(frozen=True)
class ShownPage:
    page: Page
    title: Said
    questions: list[Shown]
    fault: str


def outline_of(definition: Definition, languages: list[str], faults: Faults) -> list[ShownPage]:
    """In the reader's language, else in the first one it has words in. `languages`: those it should have words in."""
    numbers, lacking = numbers_of(definition), untranslated(definition, languages)
    gaps = {key: [code for code, keys in lacking.items() if key in keys] for key in numbers}

    def shown(question: Question) -> Shown:
        scale = question.kind == QuestionKind.SCALE
        words = {one.key: said(one.title) for one in question.choices}
        return Shown(
            question,
            numbers[question.key],
            QuestionKind(question.kind).label,
            said(question.title),
            said(question.help),
            said(question.why),
            [] if scale else list(words.values()),
            [said(row.title) for row in question.rows],
            [(point, words.get(str(point))) for point in question.points()] if scale else [],
            condition_in_words(question, definition, numbers),
            faults.get(question.key, ""),
            gaps[question.key],
        )

    return [
        ShownPage(page, said(page.title), [shown(one) for one in page.questions], faults.get(page.key, ""))
        for page in definition.pages
    ]


def condition_in_words(question: Question, definition: Definition, numbers: Mapping[str, int]) -> str:
    asked = definition.question(question.when.question) if question.when else None
    if asked is None or question.when is None:
        return ""
    known = {one.key: one for one in asked.choices}
    replies = ", ".join(str(_words_of(known.get(key), key)) for key in question.when.any_of)
    return _("Asked only where question %(number)s is replied to with: %(replies)s") % {
        "number": numbers[asked.key],
        "replies": replies,
    }


def _words_of(choice: Choice | None, key: str) -> Any:
    return said(choice.title) if choice else key
