"""What the database holds at this instant, as a short word: the same word twice means that nothing was committed between.

Nobody writes it, so nothing can forget to: PostgreSQL names the transactions a reader sees, SQLite counts the commits. A write
of another process, of a command, of SQL typed by hand changes it in the instant in which readers can see it. It never comes back.
"""

import os
import sqlite3
from datetime import datetime
from itertools import count
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from django.db import connection

from .clock import SQLITE_INSTANT, instant

POSTGRESQL = "SELECT pg_current_snapshot()::text, clock_timestamp()"


class Reading(NamedTuple):
    """The word, and the database's clock at that instant."""

    word: str
    now: datetime


class Watcher:
    """SQLite tells a connection that others have committed; this one never writes itself, so all are others."""

    numbers = count()

    def __init__(self, path: str, file: tuple[int, int]):
        self.path, self.file, self.number = path, file, next(self.numbers)
        self.connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)

    def read(self) -> Reading:
        """https://www.sqlite.org/pragma.html#pragma_data_version"""
        (version,) = self.connection.execute("PRAGMA data_version").fetchone()
        (now,) = self.connection.execute(SQLITE_INSTANT).fetchone()
        return Reading(f"{self.number}.{version}", instant(now))


_watchers: dict[int, Watcher] = {}
_one_at_a_time = Lock()


def fingerprint() -> Reading | None:
    """Nothing within a transaction: there a reader sees what others do not, and the word would not tell."""
    if connection.in_atomic_block:
        return None
    if connection.vendor != "postgresql":
        return _of_file(str(connection.settings_dict["NAME"]))
    with connection.cursor() as cursor:
        cursor.execute(POSTGRESQL)
        return Reading(*cursor.fetchone())


def _of_file(path: str) -> Reading | None:
    """A file laid anew under the same name (a backup put back) is another file, and gets a watcher of its own."""
    with _one_at_a_time:
        if not Path(path).exists():
            return None
        found = Path(path).stat()
        file, process = (found.st_dev, found.st_ino), os.getpid()
        known = _watchers.get(process)
        if known is None or (known.path, known.file) != (path, file):
            if known:
                known.connection.close()
            known = _watchers[process] = Watcher(path, file)
        return known.read()
