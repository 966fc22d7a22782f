"""Short random public addresses, so that no URL tells how many there are or invites counting up."""

import secrets

# Without vowels and look-alikes: no words by accident, none misread aloud. 10 of 26 letters: 47 bits.
LETTERS = "23456789bcdfghjkmnpqrstvwxz"


def new_ref() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(10))
