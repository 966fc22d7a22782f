"""Changing what is asked, one act at a time: pure functions from one definition to the next.

Keys are handed out once: `taken` are all that stand in the draft and in every wording ever published, so that a reply of an
old sheet is never read as a reply to something else.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from .definition import Choice, Condition, Definition, Page, Question, Words

Item = TypeVar("Item", Page, Question)
Change = Callable[[Definition], Definition]


def next_key(letter: str, taken: Iterable[str]) -> str:
    """A letter and a number above all there were: short, because it heads a column of the export."""
    numbers = [int(key[1:]) for key in taken if key[:1] == letter and key[1:].isdecimal()]
    return f"{letter}{max(numbers, default=0) + 1}"


# --- pages ------------------------------------------------------------------------------------------------------------
def with_intro(definition: Definition, intro: Words) -> Definition:
    return replace(definition, intro=intro)


def with_page(definition: Definition, page: Page) -> Definition:
    """Changed where it stands, or added at the end."""
    if any(one.key == page.key for one in definition.pages):
        return replace(definition, pages=tuple(page if one.key == page.key else one for one in definition.pages))
    return replace(definition, pages=(*definition.pages, page))


def without_page(definition: Definition, key: str) -> Definition:
    """Only an empty one goes: nobody loses questions by one press."""
    return replace(definition, pages=tuple(page for page in definition.pages if page.key != key or page.questions))


def moved_page(definition: Definition, key: str, by: int) -> Definition:
    return replace(definition, pages=_moved(definition.pages, key, by))


# --- questions --------------------------------------------------------------------------------------------------------
def with_question(definition: Definition, page: str, question: Question) -> Definition:
    """Changed where it stands, on whichever page; or added at the end of this one."""
    if definition.question(question.key):
        return _each_page(definition, lambda one: tuple(question if q.key == question.key else q for q in one))
    return _on_page(definition, page, lambda one: (*one, question))


def without_question(definition: Definition, key: str) -> Definition:
    return _each_page(definition, lambda questions: tuple(one for one in questions if one.key != key))


def with_condition(definition: Definition, key: str, when: Condition | None) -> Definition:
    question = definition.question(key)
    return definition if question is None else with_question(definition, "", replace(question, when=when))


def with_copy(definition: Definition, key: str, taken: Collection[str]) -> Definition:
    """Right after the one it copies. Its choices may keep their keys: they are keys within a question."""
    question = definition.question(key)
    if question is None:
        return definition
    twin = replace(question, key=next_key("q", taken))

    def doubled(questions: tuple[Question, ...]) -> tuple[Question, ...]:
        return tuple(copy for one in questions for copy in ((one, twin) if one.key == key else (one,)))

    return _each_page(definition, doubled)


def moved_question(definition: Definition, key: str, by: int) -> Definition:
    """Up or down; over the edge of its page it becomes the last of the page before, or the first of the one after."""
    pages = list(definition.pages)
    place = next((n for n, page in enumerate(pages) if any(one.key == key for one in page.questions)), None)
    if place is None:
        return definition
    questions, beyond = pages[place].questions, place + by
    edge = questions[0] if by < 0 else questions[-1]
    if edge.key != key:
        pages[place] = replace(pages[place], questions=_moved(questions, key, by))
    elif 0 <= beyond < len(pages):
        pages[place] = replace(pages[place], questions=tuple(one for one in questions if one.key != key))
        there = pages[beyond].questions
        pages[beyond] = replace(pages[beyond], questions=(*there, edge) if by < 0 else (edge, *there))
    return replace(definition, pages=tuple(pages))


def earlier_than(definition: Definition, key: str) -> list[Question]:
    """What was asked before this question; before a new one, everything."""
    questions = list(definition.questions())
    return questions[: next((place for place, one in enumerate(questions) if one.key == key), len(questions))]


def page_of(definition: Definition, key: str) -> Page | None:
    return next((page for page in definition.pages if any(one.key == key for one in page.questions)), None)


# --- choices, one a line ------------------------------------------------------------------------------------------------
def matched(
    lines: Sequence[Words], standing: Sequence[Choice], first: str, taken: Collection[str]
) -> tuple[Choice, ...]:
    """Lines as choices. One that reads as before keeps its key wherever it stands now; a reworded one keeps that of its place.

    Where lines were added or taken out as well, nobody can tell which was reworded: those get keys of their own.
    """
    left = {one.title.get(first): one for one in reversed(standing)}
    same = {place: left.pop(words.get(first)) for place, words in enumerate(lines) if words.get(first) in left}
    kept = {one.key for one in same.values()}
    others, gone = (
        [place for place in range(len(lines)) if place not in same],
        [one for one in standing if one.key not in kept],
    )
    if len(others) == len(gone):
        same |= dict(zip(others, gone, strict=True))
    found: list[Choice] = []
    for place, words in enumerate(lines):
        new = next_key("c", [*taken, *(one.key for one in standing), *(one.key for one in found)])
        found.append(Choice(same[place].key if place in same else new, words))
    return tuple(found)


# --- what was ever asked --------------------------------------------------------------------------------------------------
def question_keys(definitions: Iterable[Definition]) -> set[str]:
    return {one.key for definition in definitions for one in definition.questions()}


def page_keys(definitions: Iterable[Definition]) -> set[str]:
    return {page.key for definition in definitions for page in definition.pages}


def choice_keys(definitions: Iterable[Definition], question: str) -> set[str]:
    found = [one for definition in definitions if (one := definition.question(question))]
    return {line.key for one in found for line in (*one.choices, *one.rows)}


# --- inside -----------------------------------------------------------------------------------------------------------
def _each_page(definition: Definition, change: Callable[[tuple[Question, ...]], tuple[Question, ...]]) -> Definition:
    return replace(
        definition, pages=tuple(replace(page, questions=change(page.questions)) for page in definition.pages)
    )


def _on_page(
    definition: Definition, key: str, change: Callable[[tuple[Question, ...]], tuple[Question, ...]]
) -> Definition:
    """On that page; where it has gone meanwhile, on the last; on a first one, where there is none yet."""
    if not definition.pages:
        definition = replace(definition, pages=(Page(next_key("p", ()), {}, ()),))
    target = key if any(page.key == key for page in definition.pages) else definition.pages[-1].key
    pages = (
        replace(page, questions=change(page.questions)) if page.key == target else page for page in definition.pages
    )
    return replace(definition, pages=tuple(pages))


def _moved(items: tuple[Item, ...], key: str, by: int) -> tuple[Item, ...]:
    order = list(items)
    place = next((n for n, one in enumerate(order) if one.key == key), None)
    if place is not None and 0 <= place + by < len(order):
        order.insert(place + by, order.pop(place))
    return tuple(order)
