"""Replies as words for people: to read once more before handing in, and wherever a sheet is looked at."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from policylab.core import dates
from policylab.core.numbers import money, number

from .definition import Definition, Page, Question, Replies, Reply
from .enums import QuestionKind
from .said import Said, said
from .ways import numbers_of


@dataclass(frozen=True)
class Line:
    """A question and what stands under it: lines of words, each in its language where that is known; none, left open."""

    question: Question
    number: int
    title: Said
    replies: list[Said]


def lines_of(definition: Definition, page: Page, replies: Replies) -> list[Line]:
    numbers = numbers_of(definition)
    return [
        Line(one, numbers[one.key], said(one.title), written(one, replies[one.key]) if one.key in replies else [])
        for one in page.questions
    ]


def written(question: Question, reply: Reply) -> list[Said]:
    return WRITERS[QuestionKind(question.kind)](question, reply)


def _bare(text: object) -> list[Said]:
    return [Said(str(text), "")]


def _chosen(question: Question, keys: Any) -> list[Said]:
    words = {choice.key: said(choice.title) for choice in question.choices}
    return [words[key] for key in keys if key in words]


def _grid(question: Question, reply: Reply) -> list[Said]:
    words = {choice.key: said(choice.title) for choice in question.choices}
    rows = [(said(row.title), words.get(reply[row.key])) for row in question.rows if row.key in reply]
    return [Said(_("%(row)s: %(choice)s") % {"row": row, "choice": choice}, row.language) for row, choice in rows]


def _scale(question: Question, reply: Reply) -> list[Said]:
    facts = {"point": reply, "high": question.points()[-1]}
    word = next((said(choice.title) for choice in question.choices if choice.key == str(reply)), None)
    found = Said(_("%(point)s of %(high)s") % facts, "")
    return [found, word] if word else [found]


def _number(_question: Question, reply: Reply) -> list[Said]:
    places = len(str(reply).partition(".")[2])
    return _bare(number(float(reply), places))


def _ranking(question: Question, reply: Reply) -> list[Said]:
    chosen = _chosen(question, reply)
    return [Said(f"{place}. {one.text}", one.language) for place, one in enumerate(chosen, start=1)]


def _place(_question: Question, reply: Reply) -> list[Said]:
    return _bare(_("%(latitude)s north, %(longitude)s east") % dict(zip(("latitude", "longitude"), reply, strict=True)))


WRITERS: dict[QuestionKind, Callable[[Question, Reply], list[Said]]] = {
    QuestionKind.TEXT: lambda question, reply: _bare(reply),
    QuestionKind.SINGLE: lambda question, reply: _chosen(question, [reply]),
    QuestionKind.SEVERAL: _chosen,
    QuestionKind.GRID: _grid,
    QuestionKind.SCALE: _scale,
    QuestionKind.NUMBER: _number,
    QuestionKind.MONEY: lambda question, reply: _bare(money(reply, question.currency)),
    QuestionKind.DATE: lambda question, reply: _bare(dates.write(date.fromisoformat(reply), "date")),
    QuestionKind.PLACE: _place,
    QuestionKind.FILE: lambda question, reply: _bare(_("One file")),
    QuestionKind.RANKING: _ranking,
}
