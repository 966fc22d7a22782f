"""The words of the table, and how a cell is read.

A cell is a list of rules, the first that fits decides: "anonymous: sign in; after: closed; author & during: done; forbidden".
Left of the colon stand roles and moments, with commas between alternatives and & where both must hold; the last rule has none.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

ROLES = (
    "anonymous",
    "citizen",  # lives in the town that asks
    "elsewhere",  # a citizen of another town
    "author",  # of the plan, the draft and the comment
    "representative",  # of an organisation of the town, on the roll; has committed to the plan
    "officer",  # of the municipality that asks
    "other officer",  # of another municipality
    "facilitator",  # of the municipality that asks
    "editor",
    "administrator",
    # The same offices before a second factor is set up.
    "bare officer",
    "bare editor",
    "bare administrator",
)
MOMENTS = ("before", "during", "after")  # the windows of the round and the phase of the vote
GROUPS = {
    "town officers": {"officer", "bare officer"},
    "told": {"citizen", "author", "representative", "officer", "bare officer", "facilitator"},  # have notices
    "moderators": {"officer", "bare officer", "facilitator"},
    "sure": {"officer", "other officer", "editor", "administrator"},  # with a second factor
    "voters": {"citizen", "author"},  # for themselves; the representative for the club
    "bare": {"bare officer", "bare editor", "bare administrator"},
    "editors": {"editor", "bare editor"},
    "administrators": {"administrator", "bare administrator"},
    "signed in": set(ROLES) - {"anonymous"},
}
ANSWERS = {
    "ok": "a page",
    "form": "a page on which something can be sent",
    "closed": "a page that says why not, without anything to send; or, after sending, nothing has changed",
    "done": "it happened",
    "leads on": "another page of the site, nothing has changed",
    "sign in": "the door",
    "proof": "«is it still you?»",
    "forbidden": "403, nothing has changed",
    "hidden": "404, as if it were not there",
    "not so": "405, this address does not take that method",
    "nothing": "whatever is said, nothing has changed",
}


@dataclass(frozen=True)
class Cell:
    text: str

    @cached_property
    def rules(self) -> list[tuple[list[set[str]], str]]:
        """[(alternatives, answer)]: each alternative is a set of words that must all hold."""
        found = []
        for rule in self.text.split(";"):
            who, colon, answer = rule.rpartition(":")
            options = [{word.strip() for word in one.split("&")} for one in who.split(",")] if colon else [set()]
            found.append((options, answer.strip()))
        return found

    def expects(self, role: str, moment: str) -> str:
        known = {role, moment, *(name for name, members in GROUPS.items() if role in members)}
        return next(answer for options, answer in self.rules if any(option <= known for option in options))

    def faults(self) -> list[str]:
        """What nobody would ever notice: a misspelt word, a rule after the last one, no last one."""
        known = {*ROLES, *MOMENTS, *GROUPS}
        words = {word for options, _answer in self.rules for option in options for word in option}
        found = [f"unknown: {word}" for word in sorted(words - known)]
        found += [f"unknown answer: {answer}" for _options, answer in self.rules if answer not in ANSWERS]
        open_ended = [place for place, (options, _answer) in enumerate(self.rules, start=1) if set() in options]
        return found + (
            [] if open_ended == [len(self.rules)] else ["the last rule, and only that, stands for all others"]
        )


@dataclass(frozen=True)
class Row:
    """One address: `of` names the objects in it (scenario.py) or gives plain values, `send` is what is posted."""

    route: str
    get: Cell
    post: Cell
    of: dict[str, str] = field(default_factory=dict)
    send: dict[str, Any] = field(default_factory=dict)

    @property
    def moments(self) -> tuple[str, ...]:
        """Where nothing in the address knows a moment, one is enough."""
        return MOMENTS if "<" in self.route else ("during",)

    def name(self) -> str:
        return " ".join([self.route, *self.of.values()])


def row(route: str, get: str = "ok", post: str = "nothing", send: dict[str, Any] | None = None, **of: str) -> Row:
    return Row(route, Cell(get), Cell(post), of, send or {})
