"""Short names for a state of files, so that slow work is done once for each state and not at each start."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from django.apps import apps


def digest_of(paths: Iterable[Path]) -> str:
    """Sixteen letters that change when any of the files changes, comes or goes."""
    whole = hashlib.sha256()
    for path in sorted(paths):
        whole.update(str(path).encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:16]


def migrations_digest() -> str:
    """The state of every migration of every installed app, and of the data files our migrations read."""
    paths: list[Path] = []
    for config in apps.get_app_configs():
        root = Path(config.path)
        paths += root.glob("migrations/*.py")
        paths += root.glob("data/*.csv")
    return digest_of(paths)
