"""Everything that writes consultations."""

from .opening import add_text, open_consultation
from .writing import begin_consultation, save_asked, save_people, save_schedule

__all__ = ["add_text", "begin_consultation", "open_consultation", "save_asked", "save_people", "save_schedule"]
