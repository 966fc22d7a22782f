"""Some questions of a questionnaire as a form: one page of it, or all on one page where paper is entered."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from consultations.questionnaires.definition import Definition, Question, Replies, Reply, asked
from consultations.questionnaires.enums import QuestionKind
from consultations.questionnaires.ways import EMPTY, missing
from policylab.core.numbers import DECIMALS

from .fields import Ground, field_for

PREFIX = "q"  # the names of questions meet no other name in the page


class SheetForm(forms.Form):
    """`replies`: what is known so far, of this page and of others; `given` what this form adds or leaves open."""

    def __init__(
        self, data: Any = None, files: Any = None, *, definition: Definition, questions: Iterable[Question],
        replies: Replies, ground: Ground,
    ):  # fmt: skip
        self.definition, self.questions, self.before = definition, list(questions), dict(replies)
        known = {
            question.key: shown(question, replies[question.key])
            for question in self.questions
            if question.key in replies
        }
        super().__init__(data, files, prefix=PREFIX, initial=known)
        for question in self.questions:
            self.fields[question.key] = field_for(question, ground)
            if question.kind == QuestionKind.FILE and question.key in known:
                self.fields[question.key].widget.kept = known[question.key]

    @property
    def given(self) -> dict[str, Reply]:
        """What could be read; a field with an error keeps what was known before."""
        fine = [key for key in self.fields if key in self.cleaned_data]
        return {key: value for key in fine if (value := self.cleaned_data[key]) not in EMPTY}

    @property
    def keys(self) -> list[str]:
        """The questions of this form that could be read, replied to or left open."""
        return [key for key in self.fields if key in self.cleaned_data]

    @property
    def after(self) -> dict[str, Reply]:
        """All replies once this form is taken."""
        others = {key: reply for key, reply in self.before.items() if key not in self.keys}
        return others | self.given

    def ask_for_missing(self) -> bool:
        """Puts a sentence at each required question that is asked and left open; says whether there is none."""
        here = {question.key for question in self.questions}
        for question in missing(self.definition, self.after):
            if question.key in here and question.key not in self.errors:
                self.add_error(question.key, _needed(question))
        return not self.errors

    def drop_unasked_errors(self) -> None:
        """What is wrong with a reply on a way that was left holds nobody up."""
        led_to = {question.key for question in asked(self.definition, self.after)}
        for key in [key for key in self.errors if key not in led_to]:
            del self.errors[key]


def _needed(question: Question) -> str:
    if question.kind == QuestionKind.GRID:
        return _("Choose something in each row.")
    return _("This question needs a reply.")


def shown(question: Question, reply: Reply) -> Any:
    """A stored reply as its field takes it."""
    if question.kind == QuestionKind.GRID:
        return [reply.get(row.key, "") for row in question.rows]
    if question.kind == QuestionKind.RANKING:
        return [str(reply.index(choice.key) + 1) if choice.key in reply else "" for choice in question.choices]
    if question.kind == QuestionKind.PLACE:
        return ["", f"{reply[0]},{reply[1]}", False]
    if question.kind == QuestionKind.MONEY:
        return _amount(question, reply)
    return reply


def _amount(question: Question, minor: int) -> str:
    places = DECIMALS.get(question.currency, 2)
    return f"{minor / 10**places:.{places}f}"
