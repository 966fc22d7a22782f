"""How many took part, said only as exactly as it may be said while a vote or a questionnaire runs.

An exact figure that moves from 31 to 32 while one knows who is at the screen, and a figure of 3, tell about persons; a
figure rounded down tells about the whole.
"""

from django.utils.translation import gettext as _

from .numbers import number

# Below this nothing is said: it is also what a college of secret ballots has at least (consultations.votes.enums).
FEWEST = 10

# (below, rounded down to)
STEPS = ((100, 5), (1_000, 10), (10_000, 100))
LARGEST_STEP = 1_000


def rounded_down(count: int) -> int:
    """What may be shown of people while it runs; 0 stands for "fewer than ten"."""
    if count < FEWEST:
        return 0
    step = next((step for below, step in STEPS if count < below), LARGEST_STEP)
    return count - count % step


def in_words(count: int) -> str:
    shown = rounded_down(count)
    if shown == 0:
        return fewer_than(FEWEST)
    return _("at least %(number)s") % {"number": number(shown)}


def fewer_than(count: int) -> str:
    return _("fewer than %(number)s") % {"number": number(count)}
