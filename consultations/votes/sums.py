"""Sums of money that a text states, for an officer to compare: what a plan costs, how much there is.

Only what cannot be misread counts: one sum in the whole text, whole units, a currency that is named. In dinars of three decimals
12.500 may be twelve and a half, so that there only a space stands between thousands.
"""

import re
from decimal import Decimal

from policylab.core.numbers import DECIMALS

DINARS = {"TN": "TND", "JO": "JOD", "DZ": "DZD", "LY": "LYD"}  # by the country of the place
NAMES = {
    "TND": ("TND", "DT", "د.ت"),
    "EUR": ("EUR", "€", "euros", "euro", "يورو"),
    "ILS": ("ILS", "NIS", "شيكل", "shekels", "shekel"),
    "MAD": ("MAD", "درهم", "dirhams", "dirham"),
    **{code: (code,) for code in ("DZD", "EGP", "JOD", "LBP", "LYD", "TRY", "USD")},
}
DINAR = ("dinars", "dinares", "dinari", "dinar", "دينار", "دينارًا")
SPACES = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
NUMBER = rf"(?<![\d.,])(\d{{1,3}}(?:[{SPACES}.,]\d{{3}})+|\d+)(?![\d]|[.,]\d)"


def sum_in(text: str, country: str) -> tuple[Decimal, str] | None:
    """(sum, currency), or nothing where there is none, or more than one."""
    names = {name.casefold(): code for code, every in NAMES.items() for name in every}
    if country in DINARS:
        names |= {name.casefold(): DINARS[country] for name in DINAR}
    written = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    before = rf"(?<!\w)(?P<before>{written})[{SPACES}]?{NUMBER}"
    after = rf"{NUMBER}[{SPACES}]?(?P<after>{written})(?!\w)"
    text = text.casefold()
    found = {_read(match[2], names[match["before"]]) for match in re.finditer(before, text)}
    found |= {_read(match[1], names[match["after"]]) for match in re.finditer(after, text)}
    return found.pop() if len(found) == 1 else None


def _read(number: str, currency: str) -> tuple[Decimal, str] | None:
    if DECIMALS.get(currency, 2) == 3 and re.search(r"[.,]", number):
        return None
    value = Decimal(re.sub(r"\D", "", number))
    return (value, currency) if value else None
