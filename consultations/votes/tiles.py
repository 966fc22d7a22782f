"""Colleges as the pages of a vote show them: who may vote, how, and as much of the turnout as may be said."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policylab.core.numbers import number, percent
from policylab.core.rounding import fewer_than, in_words
from policylab.directory.enums import College

from .enums import Secrecy
from .selectors import CollegeState
from .words.told import FEW


@dataclass(frozen=True)
class Tile:
    """An item of components/colleges.html."""

    college: str
    count: int
    total: int | None = None
    share: float | None = None
    note: str = ""
    few: str = ""  # in place of `count`, where it would tell on few voters

    @property
    def label(self) -> str:
        return str(College(self.college).label)


def how(secrecy: str) -> str:
    return _("vote by name") if secrecy == Secrecy.NAMED else _("vote with ballots kept apart from names")


def before_counting(states: Iterable[CollegeState], *, running: bool) -> list[Tile]:
    """The size of each roll; while the vote runs, turnout rounded down where ballots are separated (DESIGN 4.8)."""
    return [Tile(one.college, one.roll_size, note=_note(one, running)) for one in states]


def _note(state: CollegeState, running: bool) -> str:
    if not running:
        return how(state.secrecy)
    voted = number(state.voted) if state.secrecy == Secrecy.NAMED else in_words(state.voted)
    return _("%(how)s; have voted: %(voted)s") % {"how": how(state.secrecy), "voted": voted}


def after_counting(colleges: Iterable[dict[str, Any]]) -> list[Tile]:
    """From the frozen outcome: how many of how many; of a withheld college no more than that they were few."""
    tiles = []
    for one in colleges:
        if one.get("withheld"):
            tiles.append(Tile(one["code"], 0, one["roll"], note=how(one["secrecy"]), few=voted_here(one)))
            continue
        share = 100 * one["voted"] / one["roll"] if one["roll"] else 0
        note = _("%(share)s voted, %(how)s") % {"share": percent(share), "how": _how_it_voted(one["secrecy"])}
        tiles.append(Tile(one["code"], one["voted"], one["roll"], share, note))
    return tiles


def voted_here(college: dict[str, Any]) -> str:
    """How many voted in a college of a frozen outcome, in the same words wherever it is told."""
    return fewer_than(FEW) if college.get("withheld") else number(college["voted"])


def _how_it_voted(secrecy: str) -> str:
    return _("by name") if secrecy == Secrecy.NAMED else _("with separated ballots")


def size_in_words(count: int) -> str:
    return ngettext("%(count)s on the roll", "%(count)s on the roll", count) % {"count": number(count)}
