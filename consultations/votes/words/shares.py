"""Shares, money and names in a sentence: written so finely that they never say what the exact figures do not."""

from collections.abc import Mapping
from decimal import ROUND_DOWN, ROUND_UP, Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import pgettext

from policylab.core.numbers import DECIMALS, amount, number, percent
from policylab.directory.enums import College

HALF = Fraction(1, 2)
FINEST = 4


def share_of(part: Fraction, places: int = 0) -> str:
    """Just over one half never reads as one half, just under never as more; nor something as nothing, or nearly all as all."""
    while places < FINEST and _side(_rounded(part, places)) != _side(part):
        places += 1
    return percent(float(_rounded(part, places) * 100), places)


def apart(one: Fraction, other: Fraction) -> tuple[str, str]:
    """Two shares of which one is larger read as two."""
    places = 1
    while places < FINEST and _rounded(one, places) == _rounded(other, places):
        places += 1
    return share_of(one, places), share_of(other, places)


def _rounded(part: Fraction, places: int) -> Fraction:
    return round(part * 100, places) / 100


def _side(part: Fraction) -> int:
    return sum(part > bound for bound in (0, HALF)) + sum(part >= bound for bound in (HALF, 1))


def sum_of(exact: str | int, currency: str, *, at_most: bool = False) -> str:
    """Cut to the smallest coin: what somebody has left must not be rounded up to what they lack, what is a bound not down."""
    whole = Fraction(exact)
    coin = Decimal(1).scaleb(-DECIMALS.get(currency, 2))
    return amount(
        (Decimal(whole.numerator) / whole.denominator).quantize(coin, ROUND_UP if at_most else ROUND_DOWN), currency
    )


def votes_of(exact: str | int) -> str:
    """Of a count with surpluses: two places where there are any, cut, so that nobody reads as having reached the quota."""
    votes = Decimal(exact).quantize(Decimal("0.01"), ROUND_DOWN)
    return number(float(votes), 0 if votes == votes.to_integral_value() else 2)


def in_order(kept: Mapping[str, Any]) -> dict[str, Any]:
    """In the one order in which colleges are shown: a database keeps the keys of JSON in an order of its own."""
    return {code: kept[code] for code in College.values if code in kept}


def isolated(name: str) -> str:
    """The invisible isolates keep an Arabic name from turning a French sentence round, and the other way."""
    return f"\u2068{name}\u2069"


def listed(parts: list[str]) -> str:
    return pgettext("between two items of a list", ", ").join(parts)
