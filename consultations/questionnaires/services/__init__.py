"""What changes questionnaires. Each service is atomic, takes its lock, then reads the clock and asks who may."""

from .opening import open_questionnaire, publish_wording
from .preparing import change_draft, drop_questionnaire, prepare_questionnaire

__all__ = [
    "change_draft",
    "drop_questionnaire",
    "open_questionnaire",
    "prepare_questionnaire",
    "publish_wording",
]
