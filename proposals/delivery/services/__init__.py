"""What changes delivery. Each service is atomic, takes the row's lock, then reads the clock and asks who may."""

from .milestones import explain_milestone, move_milestone, promise_milestone, tick_milestone, untick_milestone
from .readings import add_indicator, record_measurement, strike_measurement
from .sweeping import tell_of_late_milestones

__all__ = [
    "add_indicator",
    "explain_milestone",
    "move_milestone",
    "promise_milestone",
    "record_measurement",
    "strike_measurement",
    "tell_of_late_milestones",
    "tick_milestone",
    "untick_milestone",
]
