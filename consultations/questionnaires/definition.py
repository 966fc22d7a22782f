"""What a questionnaire asks, as plain values: pages of questions, each with its words by language. No Django, nothing stored.

A definition is kept as JSON (`dump`, `load`), the same shape in a version, an example of the demo and an export:

    {"intro": WORDS, "pages": [{"key": "about", "title": WORDS, "questions": [
        {"key": "q1", "kind": "single", "title": WORDS, "help": WORDS, "required": false, "why": WORDS,
         "choices": [{"key": "a", "title": WORDS}], "rows": [{"key": "r", "title": WORDS}],
         "low": 1, "high": 5, "most": 3, "currency": "TND", "when": {"question": "q0", "any_of": ["a", "b"]}}]}]}

WORDS is {"fr": "…", "ar": "…"}. `low` and `high`: ends of a scale, limits of a number; `most`: so many choices or ranks at most.
`why`: the reason one gives beside a personal question. Of a scale, `choices` are words beside some of its points, their keys the
points: {"key": "1", "title": WORDS}. What is not said is left out.

A reply, by kind (a sheet holds {question key: reply}; a question without reply has no entry):
    text "words"            single "choice key"          several ["choice key", …]      grid {"row key": "choice key"}
    scale 4                 number "12.5" (decimal)      money 12500 (minor units)      date "2026-11-22"
    place [lat, lon]        file "key of an upload"      ranking ["first choice key", …]
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Words = Mapping[str, str]
Reply = Any
Replies = Mapping[str, Reply]


@dataclass(frozen=True)
class Choice:
    key: str
    title: Words


@dataclass(frozen=True)
class Condition:
    """Shown only where the reply to an earlier question of the kinds `enums.CHOSEN` has one of these in it."""

    question: str
    any_of: tuple[str, ...]

    def met_by(self, replies: Replies) -> bool:
        reply = replies.get(self.question)
        given = reply if isinstance(reply, list) else [reply]
        return any(str(one) in self.any_of for one in given if one is not None)


@dataclass(frozen=True)
class Question:
    key: str
    kind: str
    title: Words
    help: Words = field(default_factory=dict)
    why: Words = field(default_factory=dict)
    required: bool = False
    choices: tuple[Choice, ...] = ()
    rows: tuple[Choice, ...] = ()
    low: int | None = None
    high: int | None = None
    most: int | None = None
    currency: str = ""
    when: Condition | None = None

    def points(self) -> range:
        """Of a scale."""
        return range(self.low if self.low is not None else 1, (self.high if self.high is not None else 5) + 1)


@dataclass(frozen=True)
class Page:
    key: str
    title: Words
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Definition:
    intro: Words
    pages: tuple[Page, ...]

    def questions(self) -> Iterator[Question]:
        for page in self.pages:
            yield from page.questions

    def question(self, key: str) -> Question | None:
        return next((question for question in self.questions() if question.key == key), None)


def asked(definition: Definition, replies: Replies) -> list[Question]:
    """The questions these replies lead to, in order. A condition on a question that is not asked itself is not met."""
    found: list[Question] = []
    given: dict[str, Reply] = {}
    for question in definition.questions():
        if question.when is None or question.when.met_by(given):
            found.append(question)
            if question.key in replies:
                given[question.key] = replies[question.key]
    return found


def kept(definition: Definition, replies: Replies) -> dict[str, Reply]:
    """These replies without what was answered on a way since left."""
    return {question.key: replies[question.key] for question in asked(definition, replies) if question.key in replies}


def load(data: Mapping[str, Any]) -> Definition:
    """From JSON of our own making; what a person wrote is checked by `checking.faults_of` first."""
    return Definition(intro=data.get("intro", {}), pages=tuple(_page(page) for page in data.get("pages", ())))


def dump(definition: Definition) -> dict[str, Any]:
    pages = [
        {"key": page.key, "title": dict(page.title), "questions": [_dumped(one) for one in page.questions]}
        for page in definition.pages
    ]
    return {"intro": dict(definition.intro), "pages": pages}


def _page(data: Mapping[str, Any]) -> Page:
    questions = tuple(_question(one) for one in data.get("questions", ()))
    return Page(key=data["key"], title=data.get("title", {}), questions=questions)


def _question(data: Mapping[str, Any]) -> Question:
    when = data.get("when")
    plain = {name: data[name] for name in Question.__dataclass_fields__ if name in data}
    nested = {
        "choices": _choices(data.get("choices", ())),
        "rows": _choices(data.get("rows", ())),
        "when": Condition(when["question"], tuple(when["any_of"])) if when else None,
    }
    return Question(**{**plain, **nested})


def _choices(data: Sequence[Mapping[str, Any]]) -> tuple[Choice, ...]:
    return tuple(Choice(one["key"], one["title"]) for one in data)


def _dumped(question: Question) -> dict[str, Any]:
    """Without what says nothing, so that two equal definitions have one text, and a hash."""
    said: dict[str, Any] = {"key": question.key, "kind": str(question.kind), "title": dict(question.title)}
    said |= {name: dict(words) for name in ("help", "why") if (words := getattr(question, name))}
    for name in ("choices", "rows"):
        if listed := getattr(question, name):
            said[name] = [{"key": one.key, "title": dict(one.title)} for one in listed]
    said |= {name: value for name in ("low", "high", "most") if (value := getattr(question, name)) is not None}
    said |= {"required": True} if question.required else {}
    said |= {"currency": question.currency} if question.currency else {}
    if question.when:
        said["when"] = {"question": question.when.question, "any_of": list(question.when.any_of)}
    return said
