"""Codes of six digits, sent by mail and typed in the same tab.

A code belongs to one session and one purpose, lives 15 minutes and five tries. Its digest stands in the session, the digits
only in the mail. Tries are counted in the shared cache, not in the session: requests sent at the same moment all read the
same session. Asking looks nothing up, so a known and an unknown address cannot be told apart, not even by the clock.
"""

import secrets
import time
import unicodedata
from dataclasses import asdict, dataclass
from enum import StrEnum

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from . import limits
from .mails import send_code

DIGITS = 6
LIFETIME = 15 * 60
SESSION_KEY = "codes"


class Purpose(StrEnum):
    SIGN_IN = "sign_in"
    PROOF = "proof"
    NEW_ADDRESS = "new_address"


class Outcome(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"
    SPENT = "spent"
    EXPIRED = "expired"
    TOO_MANY = "too_many"


@dataclass(frozen=True)
class Code:
    """A code under way, as the session keeps it."""

    key: str
    address: str
    digest: str
    sent_at: float
    next: str = ""


@dataclass(frozen=True)
class Checked:
    outcome: Outcome
    code: Code | None = None
    left: int = 0
    wait: int = 0


def ask_code(request: HttpRequest, purpose: Purpose, address: str, *, next_url: str = "") -> int:
    """Sends a code to the address. Returns 0, or the seconds to wait where one may not be asked for yet."""
    taken = limits.take(request, "ask_code", key=address.lower())
    if taken.wait:
        return taken.wait
    digits = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
    key = secrets.token_urlsafe(12)
    code = Code(key, address, _digest(key, digits), time.time(), next_url)
    request.session[SESSION_KEY] = request.session.get(SESSION_KEY, {}) | {purpose: asdict(code)}
    send_code(request, purpose, address, digits)
    return 0


def code_under_way(request: HttpRequest, purpose: Purpose) -> Code | None:
    """The code of this session that may still be typed."""
    kept = request.session.get(SESSION_KEY, {}).get(purpose)
    code = Code(**kept) if kept else None
    return code if code and time.time() - code.sent_at <= LIFETIME else None


def was_asked(request: HttpRequest, purpose: Purpose) -> bool:
    """Whether this session asked for a code, even if it has expired since."""
    return purpose in request.session.get(SESSION_KEY, {})


def lead_on(request: HttpRequest, purpose: Purpose, next_url: str) -> None:
    """Somebody asked again from another page: the code they have leads there."""
    kept = request.session.get(SESSION_KEY, {})
    if next_url and purpose in kept:
        request.session[SESSION_KEY] = kept | {purpose: kept[purpose] | {"next": next_url}}


def wait_before_asking(request: HttpRequest, address: str) -> int:
    return limits.wait_for(request, "ask_code", key=address.lower())


def check_code(request: HttpRequest, purpose: Purpose, typed: str) -> Checked:
    """Whether these are the digits. A right answer ends the code; a wrong one costs a try, before anything is compared."""
    code = code_under_way(request, purpose)
    if code is None:
        return Checked(Outcome.EXPIRED)
    of_address = limits.take(request, "try_address", key=code.address.lower())
    if of_address.wait:
        return Checked(Outcome.TOO_MANY, code, wait=of_address.wait)
    if limits.take(request, "try_code", key=code.key).wait:
        return Checked(Outcome.SPENT, code)
    if constant_time_compare(_digest(code.key, digits_of(typed)), code.digest):
        of_address.give_back()
        drop_code(request, purpose)
        return Checked(Outcome.RIGHT, code)
    left = limits.left_of(request, "try_code", key=code.key)
    return Checked(Outcome.WRONG if left else Outcome.SPENT, code, left=left)


def drop_code(request: HttpRequest, purpose: Purpose) -> None:
    kept = request.session.get(SESSION_KEY, {})
    request.session[SESSION_KEY] = {name: code for name, code in kept.items() if name != purpose}


def digits_of(typed: str) -> str:
    """The digits among what was typed, whichever the keyboard writes: ١٢٣ ٤٥٦ is 123456."""
    return "".join(str(unicodedata.digit(letter)) for letter in typed if letter.isdecimal())


def _digest(key: str, digits: str) -> str:
    return salted_hmac(f"policylab.code.{key}", digits, algorithm="sha256").hexdigest()
