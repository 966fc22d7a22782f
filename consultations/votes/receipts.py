"""Receipt codes: random, shown before casting, worth something only to whom they were handed out (DESIGN 4.9).

The signature binds a code to one vote and one roll entry, so nobody chooses codes or uses another's. It is made anew from
the secret key each time and stored nowhere: a table of handed-out codes would be a list of who cast which ballot.
"""

import hashlib
import secrets
import unicodedata

from django.core.signing import Signer
from django.utils.crypto import constant_time_compare

# Crockford's 32, https://www.crockford.com/base32.html: no letter in it can be misread, because O is read as 0, I and L as 1, and
# U does not occur. 32^16 is 80 bits.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
READ_AS = str.maketrans("OIL", "011")
LENGTH, GROUP = 16, 4
SALT = "consultations.votes.receipt"


def new_code() -> str:
    return _grouped("".join(secrets.choice(LETTERS) for _ in range(LENGTH)))


def read_code(typed: str) -> str | None:
    """The code in its one form, however it was typed (small letters, spaces, any hyphens, Arabic digits), or None."""
    kept = []
    for letter in typed[:200]:
        digit = unicodedata.digit(letter, None)
        if unicodedata.category(letter) in {"Pd", "Zs", "Cf", "Cc"}:
            continue
        kept.append(letter.upper() if digit is None else str(digit))
    plain = "".join(kept).translate(READ_AS)
    return _grouped(plain) if len(plain) == LENGTH and set(plain) <= set(LETTERS) else None


def sign(*, vote_ref: str, entry_key: str, code: str) -> str:
    return Signer(salt=SALT).signature(f"{vote_ref}:{entry_key}:{code}")


def is_ours(*, vote_ref: str, entry_key: str, code: str, signature: str) -> bool:
    """Whether this code was handed out for this vote and this roll entry."""
    return constant_time_compare(sign(vote_ref=vote_ref, entry_key=entry_key, code=code), signature)


def receipt_hash(*, vote_ref: str, code: str) -> str:
    """Published at the end: shows that a ballot was counted to whoever holds its code."""
    return hashlib.sha256(f"policylab-receipt:{vote_ref}:{code}".encode()).hexdigest()


def owner_hash(*, vote_ref: str, entry_key: str, code: str) -> str:
    """Found again only with the right code and the own account; cut off at closing."""
    return hashlib.sha256(f"{vote_ref}:{entry_key}:{code}".encode()).hexdigest()


def _grouped(plain: str) -> str:
    return "-".join(plain[start : start + GROUP] for start in range(0, LENGTH, GROUP))
