"""Numbers as people type them: three alphabets of digits, a comma or a point before decimals, blanks between thousands."""

import re
from decimal import Decimal

# Arabic-Indic and Eastern Arabic digits; their decimal and thousands marks; every blank that keyboards and phones put between.
WESTERN = str.maketrans(
    "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫−", "01234567890123456789,-", "\u066c'’ \u00a0\u202f\u2009\u200e\u200f\u061c"
)
PLAIN = re.compile(r"-?\d{1,15}(?:[.,]\d{1,9})?")
# Thousands in groups: 1.234.567 or 1,234.5; one mark alone stands before decimals («1,500» is one and a half).
GROUPED = re.compile(r"-?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?!\1)[.,]\d{1,9}|-?\d{1,3}([.,])\d{3}(?:\2\d{3})+")


def western(text: str) -> str:
    return text.translate(WESTERN)


def decimal_of(text: str) -> Decimal | None:
    """Nothing where it is no number."""
    bare = western(text)
    if PLAIN.fullmatch(bare):
        return Decimal(bare.replace(",", "."))
    if not GROUPED.fullmatch(bare):
        return None
    last = max(bare.rfind("."), bare.rfind(","))
    whole = bare if bare.count(bare[last]) > 1 else bare[:last]
    rest = "" if whole is bare else bare[last + 1 :]
    return Decimal(re.sub(r"[.,]", "", whole) + (f".{rest}" if rest else ""))


def plain(number: Decimal) -> str:
    """As it is stored: no exponent, no idle noughts."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
