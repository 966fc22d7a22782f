"""How a paper is written: as JSON where it is stored, as one cell of a table where it is published, typed where it is counted.

  yes_no                   ["yes"]                       yes                 "yes", "no" or "abstain"
  approval, equal_shares   ["A", "C"]                    A C                 the set of letters
  majority_judgement       {"A": 4, "C": 0}              A=4 C=0             the set of letters with their grade
  schulze, stv             ["B", "A", "none_of_these"]   B>A>none_of_these   one set after the other, each of one letter

One way only to write the same choice, so that equal papers are equal texts. Blank is `[]` or `{}`, an empty cell.
"""

from __future__ import annotations

from collections.abc import Collection

from .ballots import Approved, Graded, Ranked
from .joined.opinions import GRADES
from .joined.ranked import NONE_OF_THESE
from .types import MalformedTally

Choices = list[str] | dict[str, int]  # as JSON keeps it
Typed = Approved | Ranked | Graded | str  # as ballots.py has it

YES_NO, APPROVAL, EQUAL_SHARES = "yes_no", "approval", "equal_shares"
MAJORITY_JUDGEMENT, SCHULZE, STV = "majority_judgement", "schulze", "stv"
METHODS = (YES_NO, APPROVAL, MAJORITY_JUDGEMENT, SCHULZE, EQUAL_SHARES, STV)
SETS, RANKINGS = (APPROVAL, EQUAL_SHARES), (SCHULZE, STV)


def canonical(method: str, letters: Collection[str], choices: object) -> Choices:
    """The one way to write these choices; MalformedTally if they are none of a paper with these letters."""
    if method not in METHODS:
        raise MalformedTally("method")
    if method == MAJORITY_JUDGEMENT:
        return _grades(letters, choices)
    allowed = {YES_NO: {"yes", "no"}, SCHULZE: {*letters, NONE_OF_THESE}}.get(method, set(letters))
    if not isinstance(choices, list) or not all(isinstance(one, str) and one in allowed for one in choices):
        raise MalformedTally("papers")
    if len(set(choices)) != len(choices) or (method == YES_NO and len(choices) > 1):
        raise MalformedTally("papers")
    return sorted(choices) if method in SETS else list(choices)


def _grades(letters: Collection[str], choices: object) -> dict[str, int]:
    if not isinstance(choices, dict) or not set(choices) <= set(letters):
        raise MalformedTally("papers")
    if not all(type(grade) is int and 0 <= grade < GRADES for grade in choices.values()):
        raise MalformedTally("papers")
    return {letter: choices[letter] for letter in sorted(choices)}


def as_paper(method: str, choices: Choices) -> Typed:
    """As the methods take it; the choices are canonical."""
    if method == YES_NO:
        return next(iter(choices), "abstain")
    if isinstance(choices, dict):
        return frozenset(choices.items())
    return tuple(frozenset({one}) for one in choices) if method in RANKINGS else frozenset(choices)


def write(method: str, choices: Choices) -> str:
    """The cell; the choices are canonical."""
    if isinstance(choices, dict):
        return " ".join(f"{letter}={grade}" for letter, grade in choices.items())
    return (">" if method in RANKINGS else " ").join(choices)


def read(method: str, text: str) -> Choices:
    """What `write` wrote, not yet compared with the letters: `canonical` does that."""
    if method != MAJORITY_JUDGEMENT:
        return text.split(">" if method in RANKINGS else " ") if text else []
    graded = [one.partition("=") for one in text.split(" ")] if text else []
    if not all(grade in "01234" and len(grade) == 1 for _, _, grade in graded) or len({g[0] for g in graded}) < len(
        graded
    ):
        raise MalformedTally("papers")
    return {letter: int(grade) for letter, _, grade in graded}
