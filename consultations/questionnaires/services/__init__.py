"""What changes questionnaires. Each service is atomic, takes its lock, then reads the clock and asks who may."""

from .answering import AlreadyHandedIn, Incomplete, NotAsked, NotOpen, hand_in, save_begun
from .entering import enter_paper, wait_for_paper
from .forgetting import delete_old_begun, forget_sheets, sheets_data
from .opening import open_questionnaire, publish_wording
from .preparing import change_draft, drop_questionnaire, prepare_questionnaire

__all__ = [
    "AlreadyHandedIn",
    "Incomplete",
    "NotAsked",
    "NotOpen",
    "change_draft",
    "delete_old_begun",
    "drop_questionnaire",
    "enter_paper",
    "forget_sheets",
    "hand_in",
    "open_questionnaire",
    "prepare_questionnaire",
    "publish_wording",
    "save_begun",
    "sheets_data",
    "wait_for_paper",
]
