"""The codes on cards: random, short enough to be typed from paper, never stored as they are.

Twelve of 21 letters are 52 bits. Left out: vowels (no words by accident) and what is misread on paper (0 O, 1 I, 2 Z, 5 S,
6 G, 8 B).
"""

import secrets
import unicodedata

from .keys import keyed

LETTERS = "CDFHJKLMNPQRTVWXY3479"
GROUPS, IN_A_GROUP = 3, 4
LENGTH = GROUPS * IN_A_GROUP


def new_codes(count: int) -> list[str]:
    """As they are printed: «CDFH-3479-JKLM». All different."""
    codes: dict[str, None] = {}  # in no order but that of chance
    while len(codes) < count:
        letters = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
        codes["-".join(letters[at : at + IN_A_GROUP] for at in range(0, LENGTH, IN_A_GROUP))] = None
    return list(codes)


def letters_of(typed: str) -> str:
    """What was typed without what a keyboard adds: small letters, blanks, dashes, digits of another script (٣ is 3)."""
    known = (str(unicodedata.digit(letter)) if letter.isdecimal() else letter for letter in typed.upper())
    return "".join(letter for letter in known if letter.isalnum())


def is_like_a_code(typed: str) -> bool:
    letters = letters_of(typed)
    return len(letters) == LENGTH and set(letters) <= set(LETTERS)


def digest_of(typed: str) -> str:
    return keyed("card", letters_of(typed))
