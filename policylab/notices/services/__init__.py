from .following import follow, mark_all_read, mark_read, notify, notify_people, unfollow

__all__ = ["follow", "mark_all_read", "mark_read", "notify", "notify_people", "unfollow"]
