"""A PDF of a page, made by WeasyPrint in a process of its own: bounded in time, memory and number, and without network.

Laying out is pure computing and cannot be stopped within a thread; a process can. One at a time, because two already take a
small machine from those who only read.
"""

import importlib.util
import subprocess
import sys
from ctypes.util import find_library
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock

from django.utils.translation import gettext as _

from policylab.core.errors import Refused

WORKER = Path(__file__).parent / "worker.py"
SECONDS = 25
KEPT = 8
_at_work = Lock()


@cache
def can_print() -> bool:
    """Whether this installation has what it needs; a page that offers a PDF asks first."""
    return importlib.util.find_spec("weasyprint") is not None and find_library("pango-1.0") is not None


@lru_cache(maxsize=KEPT)
def pdf_of(html: str) -> bytes:
    """The same words are laid out once."""
    if not _at_work.acquire(blocking=False):
        raise Refused(_("Another file is being made just now. Try again in a minute."))
    try:
        command = [sys.executable, str(WORKER)]
        done = subprocess.run(command, input=html.encode(), capture_output=True, timeout=SECONDS, check=True)  # noqa: S603 - our own file, words only on its input
    except subprocess.SubprocessError as failure:
        raise Refused(_("This file could not be made. Print the page instead.")) from failure
    finally:
        _at_work.release()
    return done.stdout
