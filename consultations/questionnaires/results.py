"""What the results page shows of each question, from the frozen figures alone: lines with bars, a few facts, how it was asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.tallies.cells import FLOOR, shown
from policylab.core import dates
from policylab.core.numbers import money, number

from .definition import Question
from .enums import QuestionKind
from .said import Said, said
from .together import Definitions, Earlier, earlier_words, is_personal, together

SPREAD = (QuestionKind.SCALE, QuestionKind.NUMBER, QuestionKind.MONEY)
MOST_PLACES = 10  # in the table beside the map


@dataclass(frozen=True)
class Line:
    """A bar and its figures. `count` is None where it is hidden; `more` is a figure of its own, such as a mean rank."""

    label: Said
    count: int | None
    share: float | None
    more: str = ""


@dataclass(frozen=True)
class Group:
    """The lines of a question, or of one row of a grid."""

    title: Said
    lines: list[Line]


@dataclass
class Block:
    question: Question
    number: int
    title: Said
    kind: Any
    how: str
    personal: bool
    earlier: list[Earlier]
    groups: list[Group] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)
    points: list[tuple[float, float, int]] = field(default_factory=list)
    note: str = ""
    heads: tuple[str, str] = ("", "")
    drawing: Any = None
    replies: Any = None
    tables: list[Any] = field(default_factory=list)

    @property
    def hides(self) -> bool:
        return any(line.count is None for group in self.groups for line in group.lines)


def blocks_of(figures: Mapping[str, Any], definitions: Definitions) -> list[Block]:
    questions = [one for one in together(definitions) if one.key in figures["questions"]]
    return [
        block_of(question, place, figures["questions"][question.key], definitions)
        for place, question in enumerate(questions, start=1)
    ]


def block_of(question: Question, place: int, figures: Mapping[str, Any], definitions: Definitions) -> Block:
    part, personal = figures["all"], is_personal(question, definitions)
    block = Block(
        question=question,
        number=place,
        title=said(question.title),
        kind=QuestionKind(question.kind).label,
        how=how_many(part),
        personal=personal,
        earlier=earlier_words(question, definitions),
        heads=(_("Replies"), _("Share")),
    )
    fill = FILLERS.get(QuestionKind(question.kind))
    if fill:
        fill(block, part)
    if question.kind in SPREAD and "mean" in part and (not personal or part["answered"] >= 4 * FLOOR):
        block.facts = spread_of(question, part)
    return block


def how_many(part: Mapping[str, Any]) -> str:
    """Who was not led to it by a condition has not left it out."""
    replies, left = part["answered"], part["asked"] - part["answered"]
    answered = ngettext("%(number)s reply", "%(number)s replies", replies) % {"number": number(replies)}
    if not left:
        return answered
    out = ngettext("%(number)s person left it open", "%(number)s people left it open", left) % {"number": number(left)}
    return _("%(replies)s; %(left)s") % {"replies": answered, "left": out}


# --- by kind --------------------------------------------------------------------------------------------------------
def _lines(block: Block, counts: Mapping[str, int], labels: Mapping[str, Said], whole: int) -> list[Line]:
    open_counts: Mapping[str, int | None] = shown(dict(counts)) if block.personal else counts
    return [
        Line(labels[key], count, None if count is None or not whole else 100 * count / whole)
        for key, count in open_counts.items()
    ]


def _labels(question: Question) -> dict[str, Said]:
    return {one.key: said(one.title) for one in question.choices}


def _chosen(block: Block, part: Mapping[str, Any]) -> None:
    block.groups = [Group(Said("", ""), _lines(block, part["counts"], _labels(block.question), part["answered"]))]
    if block.question.kind == QuestionKind.SEVERAL:
        block.note = _("Several could be ticked, so the shares may add up to more than 100 per cent.")


def _scale(block: Block, part: Mapping[str, Any]) -> None:
    labels = {point: point_said(block.question, point) for point in part["counts"]}
    block.groups = [Group(Said("", ""), _lines(block, part["counts"], labels, part["answered"]))]


def point_said(question: Question, point: str) -> Said:
    """A point of a scale, with the words at it."""
    words = next((said(one.title) for one in question.choices if one.key == point), None)
    return Said(f"{point} · {words}", words.language) if words else Said(point, "")


def _grid(block: Block, part: Mapping[str, Any]) -> None:
    labels = _labels(block.question)
    for row in block.question.rows:
        counts = part["rows"].get(row.key, {})
        block.groups.append(Group(said(row.title), _lines(block, counts, labels, sum(counts.values()))))


def _ranking(block: Block, part: Mapping[str, Any]) -> None:
    ranks = part["rank"]
    order = sorted(part["first"], key=lambda key: (ranks[key] is None, ranks[key] or 0))
    lines = _lines(block, {key: part["first"][key] for key in order}, _labels(block.question), part["answered"])
    may_rank = not block.personal or part["answered"] >= FLOOR
    block.groups = [
        Group(
            Said("", ""),
            [
                Line(line.label, line.count, line.share, number(ranks[key], 1) if may_rank and ranks[key] else "")
                for key, line in zip(order, lines, strict=True)
            ],
        )
    ]
    block.heads = (_("Put first"), _("Mean place"))
    block.note = _(
        "In the order of their mean place: 1 would be first for everybody. Who put only some in order leaves the others the "
        "mean of the places that remain (Borda’s count in its fair form)."
    )


def _sizes(block: Block, part: Mapping[str, Any]) -> None:
    labels = {str(at): Said(_between(block.question, *one[:2]), "") for at, one in enumerate(part["bins"])}
    counts = {str(at): one[2] for at, one in enumerate(part["bins"])}
    block.groups = [Group(Said("", ""), _lines(block, counts, labels, part["answered"]))]


def _between(question: Question, low: float | None, high: float | None) -> str:
    if low is None:
        return _("under %(most)s") % {"most": size(question, high)}
    if high is None:
        return _("%(least)s or more") % {"least": size(question, low)}
    return _("%(least)s to under %(most)s") % {"least": size(question, low), "most": size(question, high)}


def _months(block: Block, part: Mapping[str, Any]) -> None:
    labels = {month: Said(f"{dates.month(int(month[5:]))} {month[:4]}", "") for month in part["months"]}
    block.groups = [Group(Said("", ""), _lines(block, part["months"], labels, part["answered"]))]


def _places(block: Block, part: Mapping[str, Any]) -> None:
    """A place marked by few says who they are where it is a personal question, so those are not drawn."""
    least = FLOOR if block.personal else 1
    found = sorted(part["points"], key=lambda point: -point[2])
    block.points = [(latitude, longitude, count) for latitude, longitude, count in found if count >= least]
    block.note = _("Each point stands for all within some 200 metres; the larger, the more.")


FILLERS = {
    QuestionKind.SINGLE: _chosen,
    QuestionKind.SEVERAL: _chosen,
    QuestionKind.SCALE: _scale,
    QuestionKind.GRID: _grid,
    QuestionKind.RANKING: _ranking,
    QuestionKind.NUMBER: _sizes,
    QuestionKind.MONEY: _sizes,
    QuestionKind.DATE: _months,
    QuestionKind.PLACE: _places,
}


# --- figures in words -----------------------------------------------------------------------------------------------
def spread_of(question: Question, part: Mapping[str, Any]) -> list[tuple[str, str]]:
    middle = _("%(least)s to %(most)s") % {
        "least": size(question, part["lower"], 1),
        "most": size(question, part["upper"], 1),
    }
    return [
        (_("Mean"), size(question, part["mean"], 1)),
        (_("Median: half are above, half below"), size(question, part["median"], 1)),
        (_("The middle half"), middle),
    ]


def size(question: Question, value: float | None, places: int = 0) -> str:
    if value is None:
        return ""
    if question.kind == QuestionKind.MONEY:
        return money(round(value), question.currency)
    whole = float(value).is_integer()
    return number(value, 0 if whole else max(places, 1))
