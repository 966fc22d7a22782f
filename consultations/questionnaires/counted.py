"""What is read of a counted questionnaire: a row of figures, its wordings, two columns at most, a page of free replies."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.fields.json import KeyTextTransform

from .definition import Question, load
from .enums import QuestionKind
from .models import Questionnaire, Release, Sheet, Withheld
from .together import Definitions, together


def definitions_of(questionnaire: Questionnaire) -> Definitions:
    rows = questionnaire.wordings.order_by("number").values_list("number", "definition")
    return {number: load(definition) for number, definition in rows}


def columns_of(questionnaire: Questionnaire, questions: Iterable[str]) -> dict[str, list[Any]]:
    return dict(questionnaire.count.columns.filter(question__in=set(questions)).values_list("question", "values"))


def text_question(questionnaire: Questionnaire, key: str) -> Question | None:
    """A question whose replies are read, of any wording."""
    found = (one for one in together(definitions_of(questionnaire)) if one.key == key)
    return next((one for one in found if one.kind == QuestionKind.TEXT), None)


def releases_of(questionnaire: Questionnaire) -> dict[str, Release]:
    return {release.question: release for release in questionnaire.releases.all()}


def withheld_by_question(questionnaire: Questionnaire) -> dict[str, int]:
    rows = Withheld.objects.filter(sheet__questionnaire=questionnaire).values_list("question")
    return dict(rows.annotate(Count("pk")).order_by())


def withheld_of(sheets: Iterable[Sheet], question: str) -> dict[str, Withheld]:
    rows = Withheld.objects.filter(sheet__in=[sheet.pk for sheet in sheets], question=question)
    return {row.sheet_id: row for row in rows.select_related("by")}


def replies_to(questionnaire: Questionnaire, question: str) -> QuerySet[Sheet]:
    """Sheets with words for this question, each with its `text`, in the order of their keys, which is nobody's order."""
    rows = questionnaire.sheets.filter(replies__has_key=question)
    return rows.annotate(text=KeyTextTransform(question, "replies")).defer("replies").order_by("key")


def replies_shown(questionnaire: Questionnaire, question: str) -> QuerySet[Sheet]:
    """Those that everybody may read once they are released."""
    out = Withheld.objects.filter(sheet__questionnaire=questionnaire, question=question)
    return replies_to(questionnaire, question).exclude(pk__in=out.values("sheet"))


def released_replies(questionnaire: Questionnaire) -> list[tuple[str, str, str]]:
    """(question, language, words) of all that everybody may read, the words of a question in alphabetical order: side by side
    two questions do not show which replies came together."""
    found = []
    for question in releases_of(questionnaire):
        said = replies_shown(questionnaire, question).values_list("language", "text")
        found += sorted((question, language, text) for language, text in said)
    return found
