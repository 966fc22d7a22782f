"""The published package of a vote: one zip from which anybody can count again.

Same data, same bytes: names and lines are sorted, times are fixed, nothing is compressed. Sorting also means that the
order of lines says nothing about the order of voting. Every file stands with its SHA-256 in `manifest.json`, and
`manifest.sha256` seals the manifest, so that no byte of any file can change unnoticed; the zip around them is vouched
for by the digest printed on the result page. `recount.py` reads all this again and shares no code with it, on
purpose.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from .types import OptionOutcome, Outcome, Paper

FORMAT = "policylab-vote-package"
FORMAT_VERSION = 1
SCRIPT = Path(__file__).with_name("recount.py")
README = Path(__file__).with_name("package_readme.txt")
_EARLIEST_TIME_A_ZIP_CAN_HOLD = (1980, 1, 1, 0, 0, 0)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class CollegeRoll:
    """A college as it stood: `secrecy` is "named" or "separated"; how many could vote, how many did."""

    code: str
    secrecy: str
    roll: int
    voted: int


@dataclass(frozen=True)
class PublishedOption:
    """What a letter stands for: the hashed version of a plan, its title and the language of that title."""

    letter: str
    version: str
    title: str
    language: str


@dataclass(frozen=True)
class NamedPaper:
    """A paper cast by a body, which answers for it: its name, its choices, its reason if it gave one."""

    college: str
    organisation: str
    choices: frozenset[str]
    reason: str = ""


@dataclass(frozen=True)
class PackageInput:
    """Everything a package is made of; plain data, so that nothing else can slip in."""

    ref: str
    titles: Mapping[str, str]
    closed_at: str
    method: str
    rule: str
    adopt_at_most: int | None
    colleges: tuple[CollegeRoll, ...]
    options: tuple[PublishedOption, ...]
    tie_order: tuple[str, ...]
    ballots: tuple[Paper, ...]
    named: tuple[NamedPaper, ...]
    receipts: tuple[str, ...]
    outcome: Outcome
    software: str


def build_package(given: PackageInput) -> bytes:
    """The bytes of the zip."""
    files = {
        **ballot_files(given),
        "receipts.txt": _lines(sorted(given.receipts)),
        "result.json": canonical_json(result_document(given.outcome)),
        "README.txt": README.read_bytes(),
        "recount.py": SCRIPT.read_bytes(),
    }
    manifest = canonical_json(manifest_document(given, files))
    seal = _lines([f"{_sha256(manifest)}  manifest.json"])
    return _zip({**files, "manifest.json": manifest, "manifest.sha256": seal})


def ballot_files(given: PackageInput) -> dict[str, bytes]:
    """The papers: separated ones without anybody, named ones with the body that cast them."""
    ballots = sorted((one.college, _letters(one.choices)) for one in given.ballots)
    named = sorted(
        (one.college, _cell(one.organisation), _letters(one.choices), _cell(one.reason)) for one in given.named
    )
    return {
        "ballots.csv": _csv(("college", "choices"), ballots),
        "named.csv": _csv(("college", "organisation", "choices", "reason"), named),
    }


def ballots_digest(given: PackageInput) -> str:
    """One digest for all papers of the vote: of the two files' digests, in the form sha256sum prints them."""
    files = ballot_files(given)
    return _sha256(_lines(f"{_sha256(files[name])}  {name}" for name in sorted(files)))


def manifest_document(given: PackageInput, files: Mapping[str, bytes]) -> dict[str, object]:
    """What the vote was, and the digest of every other file."""
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "vote": given.ref,
        "titles": dict(given.titles),
        "closed_at": given.closed_at,
        "method": given.method,
        "rule": given.rule,
        "adopt_at_most": given.adopt_at_most,
        "colleges": [vars(college) for college in given.colleges],
        "options": [vars(option) for option in given.options],
        "tie_order": list(given.tie_order),
        "adopted": list(given.outcome.adopted),
        "software": given.software,
        "files": {name: _sha256(content) for name, content in files.items()},
    }


def result_document(outcome: Outcome) -> dict[str, object]:
    """The outcome as plain data; a share is written "approvals/papers" in lowest terms, because it must be exact."""
    return {
        "adopted": list(outcome.adopted),
        "papers": dict(outcome.papers),
        "options": [_option_document(option) for option in outcome.options],
    }


def _option_document(option: OptionOutcome) -> dict[str, object]:
    return {
        "letter": option.option,
        "approvals": {count.college: count.approvals for count in option.counts},
        "lacking": list(option.lacking),
        "smallest_share": f"{option.smallest_share.numerator}/{option.smallest_share.denominator}",
        "total_share": f"{option.total_share.numerator}/{option.total_share.denominator}",
        "place": option.place,
        "reason": str(option.reason),
    }


def canonical_json(document: object) -> bytes:
    """One way only to write a document, so that the same content always has the same digest."""
    return (json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode("utf-8")


def _letters(choices: Iterable[str]) -> str:
    return " ".join(sorted(choices))


def _cell(text: str) -> str:
    """One kind of line end, and nothing a spreadsheet would take for a formula (https://owasp.org, CSV injection)."""
    text = "\n".join(text.splitlines())
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _csv(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> bytes:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return written.getvalue().encode("utf-8")


def _lines(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _zip(files: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, date_time=_EARLIEST_TIME_A_ZIP_CAN_HOLD)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])
    return written.getvalue()
