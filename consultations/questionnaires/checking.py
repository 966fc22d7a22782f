"""What a questionnaire still lacks before it can be asked, and what would be better: pure, of the definition alone."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from .definition import Definition, Question, load
from .enums import CHOSEN, QuestionKind

WITH_CHOICES = (QuestionKind.SINGLE, QuestionKind.SEVERAL, QuestionKind.GRID, QuestionKind.RANKING)
MOST_QUESTIONS, MOST_CHOICES = 60, 50
Faults = dict[str, str]


def faults_of(data: Mapping[str, Any], first: str) -> Faults:
    """{key of a question or page, or "": the sentence that says what must be mended}. `first`: the first language."""
    definition = load(data)
    questions = list(definition.questions())
    found: Faults = {}
    if not questions:
        found[""] = _("Add at least one question.")
    if len(questions) > MOST_QUESTIONS:
        found[""] = _("At most %(most)s questions: nobody fills in more on a phone.") % {"most": MOST_QUESTIONS}
    for page in definition.pages:
        if not page.questions:
            found[page.key] = _("This page has no question: add one, or delete the page.")
    for place, question in enumerate(questions):
        if sentence := _fault_of(question, questions[:place], first):
            found[question.key] = sentence
    return found


def untranslated(definition: Definition, languages: list[str]) -> dict[str, list[str]]:
    """{language: keys of the questions whose words lack it}: readers of that language see the first one."""
    found = {
        language: [one.key for one in definition.questions() if any(not words.get(language) for words in _words(one))]
        for language in languages
    }
    return {language: keys for language, keys in found.items() if keys}


def _words(question: Question) -> Iterator[Mapping[str, str]]:
    """All that is said in any language has to be said in each."""
    yield question.title
    yield from (words for words in (question.help, question.why) if words)
    yield from (one.title for one in (*question.choices, *question.rows))


def _fault_of(question: Question, earlier: list[Question], first: str) -> str:
    if not question.title.get(first):
        return _("Write the question in the first language of the consultation.")
    if any(not words.get(first) for words in _words(question)):
        return _("Some words of this question are missing in the first language of the consultation.")
    if question.kind in WITH_CHOICES and len(question.choices) < 2:
        return _("Give at least two choices.")
    if max(len(question.choices), len(question.rows)) > MOST_CHOICES:
        return _("At most %(most)s lines.") % {"most": MOST_CHOICES}
    if question.kind == QuestionKind.GRID and not question.rows:
        return _("Give the grid at least one row.")
    if question.low is not None and question.high is not None and question.low >= question.high:
        return _("The highest value must be above the lowest.")
    return _fault_of_condition(question, earlier)


def _fault_of_condition(question: Question, earlier: list[Question]) -> str:
    if question.when is None:
        return ""
    asked = next((one for one in earlier if one.key == question.when.question), None)
    if asked is None or asked.kind not in CHOSEN:
        return _("It depends on a question that does not come before it any more: choose anew when it is asked.")
    if not set(question.when.any_of) & replies_of(asked):
        return _("It depends on a reply that cannot be given any more: choose anew when it is asked.")
    return ""


def replies_of(question: Question) -> set[str]:
    """What can be chosen in it, as a condition names it."""
    if question.kind == QuestionKind.SCALE:
        return {str(point) for point in question.points()}
    return {choice.key for choice in question.choices}
