"""Short random public addresses, so that no URL tells how many there are or invites counting up."""

import secrets
from collections.abc import Callable

from django.urls import reverse

# Without vowels and look-alikes: no words by accident, none misread aloud. 10 of 26 letters: 47 bits.
LETTERS = "23456789bcdfghjkmnpqrstvwxz"
ANY = "AEIOU"  # no ref looks like it


def address_by_ref(name: str, **parts: str) -> Callable[[str], str]:
    """The addresses of one name for any number of refs: looked up for each, they take longer than the rest of a row."""
    pattern = reverse(name, kwargs={**parts, "ref": ANY})
    return lambda ref: pattern.replace(ANY, ref)


def new_ref() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(10))
