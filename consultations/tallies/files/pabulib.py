"""Pabulib's participatory budgets: META, PROJECTS and VOTES, each a table with semicolons; every type of vote.

Piotr Faliszewski and others, «Participatory Budgeting: Data, Tools and Analysis», IJCAI 2023, doi 10.24963/ijcai.2023/297;
the format: pabulib.org/format.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from .election import BrokenFile, Election, Kind, a_number

SECTIONS = ("META", "PROJECTS", "VOTES")
FIRST = {"META": "key", "PROJECTS": "project_id", "VOTES": "voter_id"}
KINDS = {
    "approval": Kind.APPROVED,
    "choose-1": Kind.APPROVED,
    "ordinal": Kind.RANKED,
    "cumulative": Kind.POINTS,
    "scoring": Kind.POINTS,
}
LARGEST_MONEY = 15


@dataclass
class _Section:
    """A table: where it begins, its columns, its rows with the line each ends on."""

    line: int
    columns: list[str] = field(default_factory=list)
    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)


def read_pabulib(text: str) -> Election:
    sections = _sections(text)
    meta = {row["key"]: (line, row.get("value", "")) for line, row in sections["META"].rows}
    kind = _kind(sections["META"], meta)
    projects = _projects(sections["PROJECTS"])
    selected = "selected" in sections["PROJECTS"].columns
    election = Election(
        kind=kind,
        names={key: row.get("name", "") or key for key, (_, row) in projects.items()},
        papers=_papers(sections["VOTES"], kind, projects.keys(), single=meta["vote_type"][1] == "choose-1"),
        costs={key: _money(row["cost"], line, "a cost") for key, (line, row) in projects.items()},
        budget=_money(meta["budget"][1], meta["budget"][0], "the budget"),
        threshold=_threshold(meta),
        official=tuple(key for key, (_, row) in projects.items() if row["selected"] == "1") if selected else None,
    )
    _compare(meta, "num_projects", len(projects))
    _compare(meta, "num_votes", sum(election.papers.values()))
    return election


def _sections(text: str) -> dict[str, _Section]:
    sections: dict[str, _Section] = {}
    line = 1
    for line, row in _rows(text):
        name = row[0].strip().upper() if len(row) == 1 else ""
        if name in SECTIONS:
            sections[name] = current = _Section(line)
        elif not sections:
            raise BrokenFile(line, "a Pabulib file begins with a line META")
        elif not current.columns:
            current.columns = _columns(row, line, next(reversed(sections)))
        elif len(row) > len(current.columns):
            raise BrokenFile(line, f"there are {len(row)} cells under {len(current.columns)} columns")
        else:
            cells = [*row, *[""] * (len(current.columns) - len(row))]
            current.rows.append((line, dict(zip(current.columns, cells, strict=True))))
    for name in SECTIONS:
        if name not in sections or not sections[name].columns:
            raise BrokenFile(line, f"the file ends without a table {name}")
    return sections


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that hold something, with the line each ends on."""
    reader = csv.reader(text.splitlines(keepends=True), delimiter=";", strict=True)
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield reader.line_num, row
    except csv.Error as error:
        raise BrokenFile(reader.line_num, f"this is not a table with semicolons ({error})") from error


def _columns(row: list[str], line: int, section: str) -> list[str]:
    columns = [cell.strip().lower() for cell in row]
    needed = {"META": {"value"}, "PROJECTS": {"cost"}, "VOTES": {"vote"}}[section]
    if columns[0] != FIRST[section] or not needed <= set(columns) or len(set(columns)) < len(columns):
        raise BrokenFile(line, f"the columns of {section} begin with {FIRST[section]} and have {', '.join(needed)}")
    return columns


def _kind(section: _Section, meta: dict[str, tuple[int, str]]) -> Kind:
    for key in ("budget", "vote_type"):
        if key not in meta:
            raise BrokenFile(section.line, f"META does not say its {key}")
    line, name = meta["vote_type"]
    if name not in KINDS:
        raise BrokenFile(line, f"vote_type is one of {', '.join(KINDS)}, and here “{name[:40]}”")
    return KINDS[name]


def _money(text: str, line: int, what: str) -> Fraction:
    whole, _, rest = text.strip().replace(",", ".").partition(".")
    digits = whole + rest
    if not (digits.isascii() and digits.isdigit() and whole and len(digits) <= LARGEST_MONEY and int(digits)):
        raise BrokenFile(line, f"{what} should be a sum of money above nothing, and is “{text[:40]}”")
    return Fraction(int(digits), 10 ** len(rest))


def _projects(section: _Section) -> dict[str, tuple[int, dict[str, str]]]:
    found: dict[str, tuple[int, dict[str, str]]] = {}
    for line, row in section.rows:
        key = row["project_id"].strip()
        if not key or "," in key or key in found:
            raise BrokenFile(line, f"“{key[:40]}” is no number for a project, or stands twice")
        found[key] = (line, row)
    if not found:
        raise BrokenFile(section.line, "there is no project")
    return found


def _papers(section: _Section, kind: Kind, known: object, *, single: bool) -> Counter:
    papers: Counter = Counter()
    voters: set[str] = set()
    for line, row in section.rows:
        if not row["voter_id"].strip() or row["voter_id"] in voters:
            raise BrokenFile(line, f"voter “{row['voter_id'][:40]}” has no number, or stands twice")
        voters.add(row["voter_id"])
        chosen = [one.strip() for one in row["vote"].split(",")] if row["vote"].strip() else []
        if unknown := [one for one in chosen if one not in known]:  # type: ignore[operator]
            raise BrokenFile(line, f"there is no project “{unknown[0][:40]}”")
        if len(set(chosen)) < len(chosen):
            raise BrokenFile(line, "a project stands in this vote twice")
        if single and len(chosen) > 1:
            raise BrokenFile(line, "vote_type is choose-1, and here are more")
        papers[_paper(chosen, row, line, kind)] += 1
    return papers


def _paper(chosen: list[str], row: dict[str, str], line: int, kind: Kind) -> object:
    if kind is Kind.APPROVED:
        return frozenset(chosen)
    if kind is Kind.RANKED:
        return tuple(frozenset({one}) for one in chosen)
    points = [one.strip() for one in row.get("points", "").split(",")] if chosen else []
    if len(points) != len(chosen):
        raise BrokenFile(line, f"{len(chosen)} projects and {len(points)} points")
    return frozenset(zip(chosen, (a_number(one, line, "points") for one in points), strict=True))


def _threshold(meta: dict[str, tuple[int, str]]) -> int:
    """The fewest votes a project needs (the rule greedy-threshold)."""
    line, text = meta.get("min_project_score_threshold", (0, ""))
    return a_number(text.strip(), line, "min_project_score_threshold") if text.strip() else 0


def _compare(meta: dict[str, tuple[int, str]], key: str, found: int) -> None:
    if key in meta and a_number(meta[key][1].strip(), meta[key][0], key) != found:
        raise BrokenFile(meta[key][0], f"{key} is {meta[key][1]} here, and {found} are in the file")
