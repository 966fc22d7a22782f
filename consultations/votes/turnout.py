"""How many have voted, said only as exactly as it may be said while a vote runs.

An exact figure that moves from 31 to 32 while one knows who is at the screen, and a figure of 3, tell about persons; a
figure rounded down tells about the vote.
"""

from django.utils.translation import gettext as _

from policylab.core.numbers import number

from .enums import SEPARATED_FROM

# (below, rounded down to)
STEPS = ((100, 5), (1_000, 10), (10_000, 100))
LARGEST_STEP = 1_000


def rounded_down(voted: int) -> int:
    """What may be shown of a separated college while the vote runs; 0 stands for "fewer than ten"."""
    if voted < SEPARATED_FROM:
        return 0
    step = next((step for below, step in STEPS if voted < below), LARGEST_STEP)
    return voted - voted % step


def in_words(voted: int) -> str:
    shown = rounded_down(voted)
    if shown == 0:
        return _("fewer than %(number)s") % {"number": number(SEPARATED_FROM)}
    return _("at least %(number)s") % {"number": number(shown)}
