"""recount.py for one method: the head whole, of the other parts what stands below their first ruled line."""

from __future__ import annotations

import re
from pathlib import Path

from consultations.tallies.notation import APPROVAL, EQUAL_SHARES, MAJORITY_JUDGEMENT, SCHULZE, STV, YES_NO

FOLDER = Path(__file__).parent
BY_MAJORITY = (YES_NO, APPROVAL, MAJORITY_JUDGEMENT, SCHULZE)
METHODS = (*BY_MAJORITY, EQUAL_SHARES, STV)
_RULED_LINE = re.compile(r"^# [^\n]+ -{9,}$", re.MULTILINE)


def script(method: str) -> bytes:
    """What a package of this method carries."""
    joining = ("joining",) if method in BY_MAJORITY else ()
    head = (FOLDER / "head.py").read_text(encoding="utf-8")
    parts = [
        _below((FOLDER / f"{name}.py").read_text(encoding="utf-8")) for name in ("reading", "papers", *joining, method)
    ]
    end = _below((FOLDER / "end.py").read_text(encoding="utf-8"))
    return "\n\n".join([f'{head}\n\nMETHOD = "{method}"\n', *parts, end]).encode("utf-8")


def _below(text: str) -> str:
    found = _RULED_LINE.search(text)
    assert found is not None
    return text[found.start() :]
