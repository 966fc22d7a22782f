"""A questionnaire as it stands on paper: numbers, boxes, lines to write on, and where to go on when a question is not for you."""

from dataclasses import dataclass

from .definition import Definition, Question
from .enums import QuestionKind
from .outline import Shown, ShownPage, outline_of
from .ways import numbers_of

# Lines to write on, by kind.
LINES = {
    QuestionKind.TEXT: 4,
    QuestionKind.NUMBER: 1,
    QuestionKind.MONEY: 1,
    QuestionKind.DATE: 1,
    QuestionKind.FILE: 0,
}


@dataclass(frozen=True)
class Printed:
    """`next`: the number to go on with where the condition is not met; nothing where the paper ends there."""

    shown: Shown
    lines: range
    next: int | None


def printed(definition: Definition) -> list[tuple[ShownPage, list[Printed]]]:
    order, numbers = list(definition.questions()), numbers_of(definition)
    return [
        (page, [_printed(shown, order, numbers) for shown in page.questions]) for page in outline_of(definition, [], {})
    ]


def _printed(shown: Shown, order: list[Question], numbers: dict[str, int]) -> Printed:
    question = shown.question
    later = order[numbers[question.key] :]
    onward = next((numbers[one.key] for one in later if one.when != question.when), None) if question.when else None
    return Printed(shown, range(LINES.get(QuestionKind(question.kind), 0)), onward)
