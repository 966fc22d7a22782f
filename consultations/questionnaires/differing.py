"""What a next wording changes for those who come later: pure, two definitions in, sentences' matter out."""

from dataclasses import dataclass

from .definition import Definition, Question


@dataclass(frozen=True)
class Differing:
    """Questions by their words; `changed` is (was, is). `moved`: the order or the pages differ, or the words above them."""

    added: tuple[Question, ...]
    dropped: tuple[Question, ...]
    changed: tuple[tuple[Question, Question], ...]
    moved: bool

    def __bool__(self) -> bool:
        return bool(self.added or self.dropped or self.changed or self.moved)


def differing(before: Definition, after: Definition) -> Differing:
    was, stands = ({one.key: one for one in each.questions()} for each in (before, after))
    both = [key for key in was if key in stands]
    changed = tuple((was[key], stands[key]) for key in stands if key in was and was[key] != stands[key])
    order = both != [key for key in stands if key in was]
    return Differing(
        added=tuple(one for key, one in stands.items() if key not in was),
        dropped=tuple(one for key, one in was.items() if key not in stands),
        changed=changed,
        moved=order or _frame(before, both) != _frame(after, both),
    )


def _frame(definition: Definition, shared: list[str]) -> tuple[object, ...]:
    """The words above, the pages, and which of the questions asked before and after stand on each."""
    pages = [(page.title, [one.key for one in page.questions if one.key in shared]) for page in definition.pages]
    return definition.intro, pages
