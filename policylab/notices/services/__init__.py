from .choosing import choose_mails, stop_mails
from .following import follow, follow_along, mark_all_read, mark_read, unfollow
from .telling import notify, notify_people

__all__ = [
    "choose_mails",
    "follow",
    "follow_along",
    "mark_all_read",
    "mark_read",
    "notify",
    "notify_people",
    "stop_mails",
    "unfollow",
]
