"""A question with its field, as the pages where it is replied to draw it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .definition import Definition, Question
from .enums import QuestionKind
from .outline import condition_in_words
from .said import Said, said
from .ways import numbers_of


@dataclass(frozen=True)
class Asked:
    """`when` in words, and `depends` with `any_of` for the script, only where the question it hangs on stands beside it."""

    question: Question
    number: int
    field: Any
    when: str
    depends: str
    any_of: str

    @property
    def kind(self) -> str:
        return str(self.question.kind)

    @property
    def title(self) -> Said:
        return said(self.question.title)

    @property
    def help(self) -> Said:
        return said(self.question.help)

    @property
    def why(self) -> Said:
        return said(self.question.why)

    @property
    def ends(self) -> list[tuple[str, Said]]:
        """Words beside points of a scale."""
        scale = self.question.kind == QuestionKind.SCALE
        return [(choice.key, said(choice.title)) for choice in self.question.choices] if scale else []


def asked_in(form: Any, definition: Definition, questions: Iterable[Question]) -> list[Asked]:
    listed, numbers = list(questions), numbers_of(definition)
    here = {question.key for question in listed}
    return [_asked(one, form, definition, numbers, here) for one in listed]


def _asked(question: Question, form: Any, definition: Definition, numbers: dict[str, int], here: set[str]) -> Asked:
    when = question.when if question.when and question.when.question in here else None
    return Asked(
        question,
        numbers[question.key],
        form[question.key],
        condition_in_words(question, definition, numbers) if when else "",
        form.add_prefix(when.question) if when else "",
        " ".join(when.any_of) if when else "",
    )
