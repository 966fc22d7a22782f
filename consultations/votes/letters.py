"""Options are lettered. What is stored and published is A to Z; an Arabic page shows the Arabic letters in their old order."""

from django.utils.translation import get_language

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# The abjad order, in which Arabic has always numbered paragraphs.
ARABIC = "أبجدهوزحطيكلمنسعفصقرشتثخذض"
MOST_OPTIONS = len(LETTERS)


def letter_at(position: int) -> str:
    """The letter of the option at a position, from 1."""
    return LETTERS[position - 1]


def shown(letter: str) -> str:
    """As the reader's language writes it."""
    if (get_language() or "")[:2] == "ar" and letter in LETTERS:
        return ARABIC[LETTERS.index(letter)]
    return letter
