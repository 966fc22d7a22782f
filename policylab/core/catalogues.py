"""Catalogues compiled without gettext: a newcomer's machine has no msgfmt, and .mo files are not committed."""

from collections.abc import Iterable
from pathlib import Path

import polib
from django.utils.translation import trans_real


def stale_catalogues(roots: Iterable[Path]) -> list[Path]:
    """The .po files whose .mo is missing or older."""
    sources = [source for root in roots for source in sorted(Path(root).glob("*/LC_MESSAGES/*.po"))]
    return [source for source in sources if not _is_fresh(source)]


def compile_catalogues(sources: Iterable[Path]) -> int:
    """Writes each .mo beside its .po, whole or not at all: a server may be reading the old one. Returns how many.

    This process forgets what it had read before: Django keeps a language for good, and starting may have asked for one. Also
    where there is nothing to write, because a process that started at the same moment may just have done it.
    """
    written = 0
    for source in sources:
        draft = source.with_suffix(".mo.draft")
        polib.pofile(str(source)).save_as_mofile(str(draft))
        draft.replace(source.with_suffix(".mo"))
        written += 1
    trans_real._translations.clear()
    trans_real._default = None
    return written


def _is_fresh(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime
