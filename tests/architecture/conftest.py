"""A small tree of files in which each rule is shown to report."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture.source import Source

APPS = {
    "policylab/core": "core",
    "policylab/accounts": "accounts",
    "policylab/directory": "directory",
    "proposals": "proposals",
    "proposals/charters": "charters",
    "proposals/delivery": "delivery",
    "consultations": "consultations",
    "consultations/votes": "votes",
    "home": "home",
}


@pytest.fixture
def tree(tmp_path: Path) -> Callable[..., Source]:
    """`tree({"home/views.py": "import os"})`: our apps, empty, with these files in them."""

    def grow(files: dict[str, str]) -> Source:
        grown = {f"{folder}/apps.py": f'class Config:\n    label = "{label}"\n' for folder, label in APPS.items()}
        grown |= {f"{folder}/__init__.py": "" for folder in (*APPS, "policylab", "consultations/tallies")}
        for name, text in (grown | files).items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return Source(tmp_path)

    return grow
