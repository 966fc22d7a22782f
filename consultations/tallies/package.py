"""The published package of a vote: one zip from which anybody can count again (format 2: every method).

Same data, same bytes: names and lines are sorted, times are fixed, nothing is compressed. Sorting also means that the
order of lines says nothing about the order of voting. Every file stands with its SHA-256 in `manifest.json`, and
`manifest.sha256` seals the manifest, so that no byte of any file can change unnoticed; the zip around them is vouched
for by the digest printed on the result page. `recount.py` (recounting/) reads all this again and shares no code with what
counted, on purpose; that code lies beside, unchanged, under `consultations/tallies/`.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from .contents import PackageInput, canonical_json, sha256
from .formats import data_package, in_other_formats
from .notation import write
from .recounting.assembly import script

FORMAT = "policylab-vote-package"
FORMAT_VERSION = 2
FOLDER = Path(__file__).parent
README = FOLDER / "package_readme.txt"
# What counts, from its door on; the rest of this folder reads files, hides small cells or makes this package.
MODULES = ("*.py", "joined/*.py")
NO_PART_OF_COUNTING = (
    "agreement.py",
    "contents.py",
    "crossed.py",
    "equal_shares_search.py",
    "formats.py",
    "package.py",
    "sheets.py",
)
_EARLIEST_TIME_A_ZIP_CAN_HOLD = (1980, 1, 1, 0, 0, 0)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def build_package(given: PackageInput) -> bytes:
    """The bytes of the zip."""
    files = {
        **ballot_files(given),
        **in_other_formats(given),
        **modules(),
        "receipts.txt": _lines(sorted(given.receipts)),
        "result.json": canonical_json(given.result),
        "README.txt": README.read_bytes(),
        "recount.py": script(given.asked.method),
    }
    files["datapackage.json"] = canonical_json(data_package(given, files))
    manifest = canonical_json(manifest_document(given, files))
    seal = _lines([f"{sha256(manifest)}  manifest.json"])
    return _zip({**files, "manifest.json": manifest, "manifest.sha256": seal})


def ballot_files(given: PackageInput) -> dict[str, bytes]:
    """The papers: separated ones without anybody, named ones with the body that cast them."""
    method = given.asked.method
    named = sorted(
        (one.college, _cell(one.organisation), write(method, one.choices), _cell(one.reason)) for one in given.named
    )
    return {
        "ballots.csv": _csv(("college", "choices"), given.published),
        "named.csv": _csv(("college", "organisation", "choices", "reason"), named),
    }


def ballots_digest(given: PackageInput) -> str:
    """One digest for all papers of the vote: of the two files' digests, in the form sha256sum prints them."""
    files = ballot_files(given)
    return sha256(_lines(f"{sha256(files[name])}  {name}" for name in sorted(files)))


def modules() -> dict[str, bytes]:
    """The program that counted, as it is; unpacked, it counts again (Python 3.11)."""
    found = sorted(path for pattern in MODULES for path in FOLDER.glob(pattern) if path.name not in NO_PART_OF_COUNTING)
    return {f"consultations/tallies/{path.relative_to(FOLDER).as_posix()}": path.read_bytes() for path in found}


STATED = (
    "method",
    "rule",
    "adopt_at_most",
    "seats",
    "money",
    "currency",
    "completion",
    "costs",
    "weights",
    "money_shares",
    "seed",
)


def manifest_document(given: PackageInput, files: Mapping[str, bytes]) -> dict[str, object]:
    """What the vote was, and the digest of every other file."""
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "vote": given.ref,
        "titles": dict(given.titles),
        "closed_at": given.closed_at,
        **{key: given.result[key] for key in STATED},
        "quorums": {one["college"]: one["per_cent"] for one in given.result["quorums"]},
        "colleges": given.result["colleges"],
        "options": [vars(option) for option in given.options],
        "adopted": given.result["adopted"],
        "software": given.software,
        "files": {name: sha256(content) for name, content in files.items()},
    }


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


def _zip(files: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, date_time=_EARLIEST_TIME_A_ZIP_CAN_HOLD)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])
    return written.getvalue()
