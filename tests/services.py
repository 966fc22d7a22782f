"""What some tests need besides Python, which variable tells where it is, and the one line that says what is missing."""

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from shutil import which

from policylab.core.printing.pdf import can_print

CHROMIUM = os.environ.get("POLICYLAB_CHROMIUM") or "/usr/bin/chromium"
DATA = Path(os.environ.get("POLICYLAB_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")


@dataclass(frozen=True)
class Service:
    mark: str
    is_here: bool
    how: str


def services() -> list[Service]:
    """In the order in which a reader meets them in docs/operations.md."""
    has = os.environ.get
    return [
        Service("pg", bool(has("POLICYLAB_TEST_PG")), "PostgreSQL: set POLICYLAB_TEST_PG to its address"),
        Service("sqlite", not has("POLICYLAB_TEST_PG"), "about SQLite alone: run without POLICYLAB_TEST_PG"),
        Service("es", bool(has("POLICYLAB_TEST_ES")), "Elasticsearch: .ci/elasticsearch/start, then POLICYLAB_TEST_ES"),
        Service("redis", bool(has("POLICYLAB_TEST_REDIS")), "Redis: set POLICYLAB_TEST_REDIS to its address"),
        Service("browser", Path(CHROMIUM).exists(), "Chromium: apt install chromium, or POLICYLAB_CHROMIUM"),
        Service("pdf", can_print(), "PDF: pip install -r requirements-pdf.txt, and apt install libpango-1.0-0"),
        Service("gettext", bool(which("xgettext")), "gettext: apt install gettext"),
        Service("belenios", bool(which("belenios-tool")), "Belenios: apt install belenios-tool"),
        Service("data", DATA.is_dir(), "other people's data: set POLICYLAB_DATA to its folder"),
    ]


def missing_for(marks: Iterable[str]) -> Service | None:
    """The first service a test with these marks would need and not find."""
    wanted = set(marks)
    return next((service for service in services() if service.mark in wanted and not service.is_here), None)


def in_one_line(left_out: Counter[Service]) -> str:
    if not left_out:
        return "Left out: nothing."
    parts = [f"{count} {service.mark} ({service.how})" for service, count in left_out.items()]
    return "Left out: " + "; ".join(parts) + "."
