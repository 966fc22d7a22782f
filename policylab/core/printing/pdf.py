"""A PDF of a page, made by WeasyPrint in a process of its own: bounded in time, memory and number, and without network.

Laying out is pure computing and cannot be stopped within a thread; a process can. One at a time, because two already take a
small machine from those who only read.
"""

import importlib.util
import json
import logging
import subprocess
import sys
from collections.abc import Sequence
from ctypes.util import find_library
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock

from django.utils.translation import gettext as _

from policylab.core.errors import Refused

HERE = Path(__file__).parent
WORKER, STAMPER = HERE / "worker.py", HERE / "stamper.py"
SECONDS = 25
KEPT = 8
TRIES = 2  # the libraries beneath are C: a crash of theirs that does not come back is nobody's business
log = logging.getLogger(__name__)
_at_work = Lock()


@cache
def can_print() -> bool:
    """Whether this installation has what it needs; a page that offers a PDF asks first."""
    return importlib.util.find_spec("weasyprint") is not None and find_library("pango-1.0") is not None


def stamped_once(html: str, stamps: Sequence[tuple[str, str]]) -> bytes:
    """Pages that differ by a square and a line alone (stamper.py): (address, line) for each. For what nobody may find again."""
    return _one_at_a_time(STAMPER, json.dumps({"html": html, "stamps": list(stamps)}).encode())


@lru_cache(maxsize=KEPT)
def pdf_of(html: str) -> bytes:
    """The same words are laid out once."""
    return _one_at_a_time(WORKER, html.encode())


def _one_at_a_time(worker: Path, given: bytes) -> bytes:
    if not _at_work.acquire(blocking=False):
        raise Refused(_("Another file is being made just now. Try again in a minute."))
    try:
        return _made(worker, given)
    except subprocess.SubprocessError as failure:
        raise Refused(_("This file could not be made. Print the page instead.")) from failure
    finally:
        _at_work.release()


def _made(worker: Path, given: bytes, tries: int = TRIES) -> bytes:
    """What the worker makes of it, asked again when a signal ended it.

    Raises subprocess.SubprocessError when it took too long, said no, or crashed each time.
    """
    command = [sys.executable, str(worker)]
    try:
        return subprocess.run(command, input=given, capture_output=True, timeout=SECONDS, check=True).stdout  # noqa: S603 - our own file, words only on its input
    except subprocess.CalledProcessError as failure:
        log.warning("pdf: the worker ended with %s: %s", failure.returncode, failure.stderr.decode()[-500:])
        if failure.returncode >= 0 or tries == 1:
            raise
    return _made(worker, given, tries - 1)
