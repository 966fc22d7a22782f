"""What writes search: rows (after each act), and what is sent to Elasticsearch."""

from .rows import bury_documents, catch_up, index_keys, mark_everything, mark_stale, refresh_documents, write_documents
from .sending import forget_tombstones, rebuild_index, send_changes


def keep_up() -> int:
    """What is due: rows first, then Elasticsearch, also where one object cannot be indexed."""
    try:
        changed = catch_up()
    finally:
        sent = send_changes()
        forget_tombstones()
    return changed + sent


__all__ = [
    "bury_documents",
    "catch_up",
    "forget_tombstones",
    "index_keys",
    "keep_up",
    "mark_everything",
    "mark_stale",
    "rebuild_index",
    "refresh_documents",
    "send_changes",
    "write_documents",
]
