"""Numbers, shares and money as the five languages write them; digits are 0 to 9 everywhere."""

from decimal import Decimal

from .dates import NB, language, manner

# Minor units per currency where there are not two decimals (ISO 4217).
DECIMALS = {"TND": 3, "LYD": 3, "JOD": 3, "KWD": 3, "JPY": 0}
# Those a town here may ask and pay in.
CURRENCIES = ("TND", "DZD", "EGP", "EUR", "ILS", "JOD", "LBP", "LYD", "MAD", "TRY", "USD")
SIGNS = {"EUR": "€", "USD": "$", "GBP": "£"}


def number(value: int | float, places: int = 0) -> str:
    """1 335 in French, 1,335 in English, 1335 in Spanish and Arabic, where four digits stand together."""
    how = manner()
    whole, _dot, rest = f"{abs(value):.{places}f}".partition(".")
    if len(whole) >= how.from_digits:
        whole = f"{int(whole):,}".replace(",", how.thousands)
    sign = "\N{MINUS SIGN}" if value < 0 else ""
    return f"{sign}{whole}{how.decimal}{rest}" if rest else f"{sign}{whole}"


def percent(value: float, places: int = 0) -> str:
    """A share of 0 to 100 with its sign."""
    return manner().percent.format(number(value, places))


def money(minor: int, currency: str) -> str:
    """Integer minor units, written without decimals where they are nought."""
    places = DECIMALS.get(currency, 2)
    amount = number(minor / 10**places, 0 if minor % 10**places == 0 else places)
    sign = SIGNS.get(currency, currency)
    if language() == "en":
        return f"{sign}{'' if currency in SIGNS else NB}{amount}"
    return f"{amount}{NB}{sign}"


def amount(value: Decimal, currency: str) -> str:
    """The same from whole units: 60000.500 TND."""
    return money(int(value.scaleb(DECIMALS.get(currency, 2))), currency)


def marks(currency: str) -> dict[str, str | int]:
    """How `amount` writes, for a sum that a page adds up by itself."""
    how, places = manner(), DECIMALS.get(currency, 2)
    return {"thousands": how.thousands, "from": how.from_digits, "decimal": how.decimal, "places": places}
