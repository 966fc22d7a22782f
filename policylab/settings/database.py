"""SQLite by default, PostgreSQL by address; the same tests run on both (DESIGN 4.3)."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse


def sqlite(path: str) -> dict[str, Any]:
    """WAL and IMMEDIATE: writers queue for up to 20 s instead of failing with «database is locked»."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # secure_delete: what is deleted (a ballot before it was replaced) is overwritten, not only forgotten.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
            "PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;",
        },
    }


def postgresql(url: str) -> dict[str, Any]:
    """`?prepare=off` behind a pooler that gives every transaction another connection (docs/operations.md)."""
    parts = urlparse(url)
    prepared = parts.query != "prepare=off"
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # A statement asked a fifth time on a connection is not planned anew: a third of what PostgreSQL does for a page.
        "OPTIONS": {"server_side_binding": prepared, "prepare_threshold": 5 if prepared else None},
    }


def database(url: str, sqlite_path: str) -> dict[str, Any]:
    """The default database: `postgresql://user:word@host:port/name`, else the SQLite file at `sqlite_path`."""
    return postgresql(url) if url.startswith(("postgres://", "postgresql://")) else sqlite(sqlite_path)
