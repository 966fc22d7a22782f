"""Which windows of the round carry which phase.

One window for each act: plans are written in the first phase; they are amended, supported and commented on as long as the
discussion lasts, which usually opens with the first plan.
"""

from collections.abc import Mapping
from datetime import datetime

from .enums import WINDOW_PHASES, PhaseKind


def windows_for(schedule: Mapping[str, tuple[datetime, datetime]]) -> dict[str, tuple[datetime, datetime]]:
    """{act: (opens_at, closes_at)} for the round."""
    return {act: schedule[PhaseKind(kind)] for kind, acts in WINDOW_PHASES.items() for act in acts}
