"""Numbers of identity or residence cards: how they are typed, what a town's look like, and the digest that is kept instead.

A number is no secret as a card's code is: eight digits can all be tried by whoever has the key. So the key stands outside the
database, and the digests go when the result is certified.
"""

import unicodedata
from dataclasses import dataclass

from django.db.models import TextChoices

from policylab.territories.models import Territory

from .keys import keyed

BETWEEN = set(" \u00a0\u202f\t-–./'\u200e\u200f")  # what people and spreadsheets put between or before digits


class Fault(TextChoices):
    """What is wrong with a line of a register. The sentences stand in words.py."""

    EMPTY = "empty"
    LETTERS = "letters"
    SHORT = "short"
    LONG = "long"
    TWICE = "twice"


@dataclass(frozen=True)
class Shape:
    """What the numbers of a country look like."""

    least: int
    most: int
    digits_only: bool

    @property
    def zeros_may_be_lost(self) -> bool:
        """A spreadsheet takes 01234567 for a number and writes 1234567: told where all have one length."""
        return self.digits_only and self.least == self.most


# Tunisia's carte d'identité nationale has eight digits, zeros in front among them; Palestine's nine, Jordan's ten.
SHAPES = {"TN": Shape(8, 8, True), "PS": Shape(9, 9, True), "JO": Shape(10, 10, True)}
ANY = Shape(4, 20, False)


def shape_of(place: Territory) -> Shape:
    return SHAPES.get(place.path.split("/")[0], ANY)


def number_of(typed: str) -> str:
    """As it is compared: capitals, digits of any script as 0 to 9, nothing between them."""
    known = (str(unicodedata.digit(letter)) if letter.isdecimal() else letter for letter in typed.upper())
    return "".join(letter for letter in known if letter not in BETWEEN)


def fault_of(number: str, shape: Shape) -> Fault | None:
    if not number:
        return Fault.EMPTY
    plain = number.isascii() and (number.isdigit() if shape.digits_only else number.isalnum())
    if not plain or not any(letter.isdigit() for letter in number):
        return Fault.LETTERS
    if len(number) < shape.least:
        return Fault.SHORT
    return Fault.LONG if len(number) > shape.most else None


def digest_of_number(number: str, place: Territory) -> str:
    """The town is part of it: that two towns list the same person cannot be seen."""
    return keyed("register", f"{place.code} {number}")
