"""Which pages a person's replies lead to, and which questions each shows. Pure, as `definition`."""

from dataclasses import dataclass, replace

from .definition import Definition, Page, Question, Replies, asked, kept

EMPTY: tuple[object, ...] = (None, "", [], {})


@dataclass(frozen=True)
class Way:
    """The pages these replies lead to, in order."""

    pages: tuple[Page, ...]

    def page(self, key: str) -> Page | None:
        return next((page for page in self.pages if page.key == key), None)

    def place(self, page: Page) -> int:
        """1 is the first."""
        return [one.key for one in self.pages].index(page.key) + 1

    def before(self, page: Page) -> Page | None:
        at = self.place(page) - 1
        return self.pages[at - 1] if at else None

    def after(self, page: Page) -> Page | None:
        return next(iter(self.pages[self.place(page) :]), None)


def way_of(definition: Definition, replies: Replies) -> Way:
    """A question that hangs on one of its own page is shown there, nobody knows yet; on an earlier one, where it is met."""
    given = kept(definition, replies)
    pages = (replace(page, questions=_shown(page, given)) for page in definition.pages)
    return Way(tuple(page for page in pages if page.questions))


def _shown(page: Page, given: Replies) -> tuple[Question, ...]:
    shown: dict[str, Question] = {}
    for question in page.questions:
        if question.when is None or question.when.question in shown or question.when.met_by(given):
            shown[question.key] = question
    return tuple(shown.values())


def missing(definition: Definition, replies: Replies) -> list[Question]:
    """Required, asked on this way, and left open; a grid is answered when each of its rows is."""
    return [
        question for question in asked(definition, replies) if question.required and not _is_whole(question, replies)
    ]


def _is_whole(question: Question, replies: Replies) -> bool:
    reply = replies.get(question.key)
    if question.rows and reply:
        return all(row.key in reply for row in question.rows)
    return reply not in EMPTY


def numbers_of(definition: Definition) -> dict[str, int]:
    """{question: its number}, the same on every page, on paper and in a condition's words."""
    return {question.key: place for place, question in enumerate(definition.questions(), start=1)}
