"""The same papers and result as other programs read them, where one of their formats fits.

  datapackage.json    Frictionless Data Package (specs.frictionlessdata.io): what each table's columns mean
  votes.pb            Pabulib (pabulib.org/format): a budget
  votes.soc, .soi     PrefLib (preflib.org/format): rankings, complete or not; where each college elects its own seats one
                      file for each whose papers are published, votes-CITIZEN.soi
  vote_events.json    Popolo vote events (popoloproject.com): for each option how each college received it; not for seats

Blank papers have no place in `.pb`, `.soc` and `.soi`; nor have colleges, so these count everybody alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from .contents import PackageInput, canonical_json, sha256
from .joined.opinions import GOOD
from .joined.ranked import NONE_OF_THESE
from .notation import EQUAL_SHARES, RANKINGS, SCHULZE, STV, Choices, read

CHOICES = {
    "yes_no": "yes, no, or nothing: an abstention",
    "approval": "letters of the options approved, with spaces between; nothing: a blank paper",
    "equal_shares": "letters of the projects wanted, with spaces between; nothing: a blank paper",
    "majority_judgement": "letter=grade with spaces between, 0 (reject) to 4 (very good); no letter: the worst; nothing: blank",
    "schulze": "letters best first, with > between; none_of_these is None of these; nothing: a blank paper",
    "stv": "letters of candidates best first, with > between; nothing: a blank paper",
}


def in_other_formats(given: PackageInput) -> dict[str, bytes]:
    files = {}
    if given.asked.method == EQUAL_SHARES:
        files["votes.pb"] = pabulib(given).encode()
    if given.asked.method in RANKINGS:
        files |= {name: text.encode() for name, text in rankings(given)}
    if given.asked.method != STV:
        files["vote_events.json"] = canonical_json(vote_events(given))
    return files


def data_package(given: PackageInput, files: Mapping[str, bytes]) -> dict[str, object]:
    college: dict[str, Any] = {"name": "college", "type": "string", "constraints": {"enum": list(given.asked.codes)}}
    choices: dict[str, Any] = {"name": "choices", "type": "string", "description": CHOICES[given.asked.method]}
    body: dict[str, Any] = {
        "name": "organisation",
        "type": "string",
        "description": "the body that cast this paper and answers for it",
    }
    reason: dict[str, Any] = {"name": "reason", "type": "string", "description": "in the body's own words"}
    columns = {"ballots.csv": [college, choices], "named.csv": [college, body, choices, reason]}
    return {
        "profile": "data-package",
        "name": f"vote-{given.ref.lower()}",
        "title": _title(given),
        "created": given.closed_at,
        "resources": [
            *(_table(name, files[name], fields) for name, fields in columns.items()),
            _resource("receipts.txt", files["receipts.txt"], "text/plain"),
            _resource("result.json", files["result.json"], "application/json"),
        ],
    }


def _resource(path: str, content: bytes, media: str) -> dict[str, object]:
    name, _, suffix = path.partition(".")
    facts = {"bytes": len(content), "hash": f"sha256:{sha256(content)}"}
    return {"name": name, "path": path, "format": suffix, "mediatype": media, "encoding": "utf-8", **facts}


def _table(path: str, content: bytes, fields: list[dict[str, Any]]) -> dict[str, object]:
    """No text stands for a missing value: an empty cell is a blank paper."""
    schema = {"fields": fields, "missingValues": list[str]()}
    return {**_resource(path, content, "text/csv"), "profile": "tabular-data-resource", "schema": schema}


def _title(given: PackageInput) -> str:
    return _line(given.titles.get("en") or next(iter(given.titles.values()), given.ref))


def _line(text: str) -> str:
    return " ".join(text.split())


def pabulib(given: PackageInput) -> str:
    """Voters are numbered in the order of their papers, which is alphabetical."""
    asked, papers = given.asked, sorted(given.heap.elements())
    votes = {letter: sum(letter in paper.split(" ") for paper in papers) for letter in asked.options}
    completed = "equalshares" if asked.completion == "none" else "equalshares/add1"
    meta = {
        "description": _title(given),
        "country": "Worldwide",
        "unit": given.ref,
        "instance": given.closed_at[:4],
        "num_projects": len(asked.options),
        "num_votes": len(papers),
        "budget": _money(asked.money or Fraction(0)),
        "vote_type": "approval",
        "rule": completed,
        "date_begin": given.closed_at[:4],
        "date_end": given.closed_at[:4],
        "currency": asked.currency,
    }
    rows = [["META"], ["key", "value"], *([key, str(value)] for key, value in meta.items())]
    rows += [["PROJECTS"], ["project_id", "cost", "votes", "name", "selected"]]
    for option in given.options:
        letter, funded = option.letter, option.letter in given.result["adopted"]
        rows.append([letter, _money(asked.costs[letter]), str(votes[letter]), _line(option.title), str(int(funded))])
    rows += [["VOTES"], ["voter_id", "vote"]]
    rows += [[str(number), paper.replace(" ", ",")] for number, paper in enumerate(papers, start=1)]
    return "".join(";".join(_pabulib_cell(cell) for cell in row) + "\n" for row in rows)


def _pabulib_cell(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if ";" in cell or '"' in cell else cell


def _money(money: Fraction) -> str:
    return str(money.numerator if money.denominator == 1 else Decimal(money.numerator) / money.denominator)


def rankings(given: PackageInput) -> Iterator[tuple[str, str]]:
    """Each election by the name of its file."""
    asked = given.asked
    if not asked.college_seats:
        yield preflib(given, "votes", given.heap, asked.options)
    for code in asked.college_seats:
        if code not in given.withheld and asked.on_paper(code):
            yield preflib(given, f"votes-{code}", given.heap_of(code), asked.on_paper(code))


def preflib(given: PackageInput, stem: str, heap: Mapping[str, int], standing: Sequence[str]) -> tuple[str, str]:
    """The name and the text. `heap`: the papers, `standing`: who is on them."""
    method = given.asked.method
    titles = {option.letter: _line(option.title) for option in given.options if option.letter in standing}
    if method == SCHULZE:
        titles[NONE_OF_THESE] = "None of these"
    numbers = {letter: str(number) for number, letter in enumerate(titles, start=1)}
    orders = {cell: list(read(method, cell)) for cell in heap}
    suffix = "soc" if all(len(order) == len(titles) for order in orders.values()) else "soi"
    header = {
        "FILE NAME": f"{stem}.{suffix}",
        "TITLE": _title(given),
        "DESCRIPTION": "",
        "DATA TYPE": suffix,
        "MODIFICATION TYPE": "original",
        "RELATES TO": "",
        "RELATED FILES": "",
        "PUBLICATION DATE": given.closed_at[:10],
        "MODIFICATION DATE": given.closed_at[:10],
        "NUMBER ALTERNATIVES": len(titles),
        "NUMBER VOTERS": sum(heap.values()),
        "NUMBER UNIQUE ORDERS": len(heap),
        **{f"ALTERNATIVE NAME {numbers[letter]}": title for letter, title in titles.items()},
    }
    lines = [f"# {key}: {value}" for key, value in header.items()]
    for cell, number in sorted(heap.items(), key=lambda one: (-one[1], one[0])):
        lines.append(f"{number}: {','.join(numbers[letter] for letter in orders[cell])}")
    return f"{stem}.{suffix}", "".join(f"{line}\n" for line in lines)


def vote_events(given: PackageInput) -> list[dict[str, object]]:
    """One for each option: yes are those who say so, approve it, find it Good, rank it above «None of these», want it."""
    return [_vote_event(given, option) for option in given.result["options"]]


def _vote_event(given: PackageInput, option: Mapping[str, Any]) -> dict[str, object]:
    letter, result = option["letter"], given.result
    titles = {one.letter: one.title for one in given.options}
    counts = []
    for college, votes in option["approvals"].items():
        if votes is not None:
            blank = result["blank"][college]
            of = {"yes": votes, "no": result["papers"][college] - blank - votes, "abstain": blank}
            counts += [{"option": name, "value": number, "group_id": college} for name, number in of.items()]
    groups = [] if given.asked.method == EQUAL_SHARES else list(given.asked.codes)
    return {
        "id": f"{given.ref}-{letter}",
        "identifier": letter,
        "classification": given.asked.method,
        "motion": {"text": titles[letter], "requirement": str(given.asked.rule)},
        "end_date": given.closed_at,
        "result": "pass" if option["reason"] == "adopted" else "fail",
        "group_results": [
            {"group_id": code, "result": "fail" if code in option["lacking"] else "pass"} for code in groups
        ],
        "counts": counts,
        "votes": [
            {
                "option": _said(given.asked.method, one.choices, letter),
                "group_id": one.college,
                "voter": {"name": one.organisation},
            }
            for one in sorted(given.named, key=lambda one: (one.college, one.organisation))
        ],
    }


def _said(method: str, choices: Choices, letter: str) -> str:
    """What a body that votes by name said on one option."""
    if not choices:
        return "abstain"
    if isinstance(choices, dict):
        return "yes" if choices.get(letter, 0) >= GOOD else "no"
    if method == SCHULZE and NONE_OF_THESE in choices:
        choices = choices[: choices.index(NONE_OF_THESE)]
    return "yes" if letter in choices or choices == ["yes"] else "no"
