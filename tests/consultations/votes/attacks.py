"""What somebody tries who reads the database as its owner: to say which ballot is whose, from where rows lie and what wrote them.

Each gives pairs of a roll entry's key and a ballot's key, as they would be believed.
"""

import sqlite3
import struct
from pathlib import Path

from django.db import connection

ROLL, BALLOTS = "votes_rollentry", "votes_ballot"
Pairs = set[tuple[str, str]]


def by_transaction(vote) -> Pairs:
    """PostgreSQL: what wrote the mark, or last locked it, wrote the ballot."""
    return set(
        _asked(
            f"SELECT r.key, b.key FROM {ROLL} r JOIN {BALLOTS} b ON b.xmin IN (r.xmin, r.xmax) "
            f"WHERE r.has_voted AND r.vote_id = {vote.pk} AND b.vote_id = {vote.pk} "
            f"AND (SELECT count(*) FROM {BALLOTS} o WHERE o.xmin = b.xmin) = 1"
        )
    )


def by_position(vote, order) -> Pairs:
    """The first ballot in the table is that of the first voter. `order`: when they came, as the log of a web server has it."""
    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    lying = _asked(f"SELECT key FROM {BALLOTS} WHERE vote_id = {vote.pk} ORDER BY {place}")
    return set(zip(order, (key for (key,) in lying), strict=True))


def by_dump(vote, order) -> Pairs:
    """The same from a dump, which writes rows as they lie (`pg_dump` is COPY, `.dump` is a SELECT without an order)."""
    if connection.vendor != "postgresql":
        with sqlite3.connect(connection.settings_dict["NAME"]) as file:
            lines = [line for line in file.iterdump() if line.startswith(f'INSERT INTO "{BALLOTS}"')]
        return set(zip(order, (line.split("VALUES('")[1][:32] for line in lines), strict=True))
    with connection.cursor() as cursor, cursor.copy(f"COPY {BALLOTS} (key) TO STDOUT") as copied:
        return set(zip(order, b"".join(bytes(part) for part in copied).decode().split(), strict=True))


def by_log() -> Pairs:
    """SQLite: the write-ahead log holds each transaction by itself; what each added belongs together."""
    file = Path(connection.settings_dict["NAME"])
    copy = file.with_suffix(".read")
    copy.write_bytes(file.read_bytes())
    pairs, (marks, ballots) = set(), _rows(copy)
    for pages, size in _transactions(Path(f"{file}-wal")):
        with copy.open("r+b") as written:
            for number, page in pages:
                written.seek((number - 1) * size)
                written.write(page)
        now = _rows(copy)
        if len(now[0] - marks) == len(now[1] - ballots) == 1:
            pairs |= {(*(now[0] - marks), *(now[1] - ballots))}
        marks, ballots = marks | now[0], ballots | now[1]
    copy.unlink()
    return pairs


def _rows(copy: Path) -> tuple[set, set]:
    read = sqlite3.connect(f"file:{copy}?immutable=1", uri=True)
    try:
        found = [read.execute(f"SELECT key FROM {table}").fetchall() for table in (f"{ROLL} WHERE has_voted", BALLOTS)]
    finally:
        read.close()
    return {key for (key,) in found[0]}, {key for (key,) in found[1]}


def _transactions(log: Path):
    """https://www.sqlite.org/fileformat2.html#walformat: a head of 32 bytes, then frames of 24 bytes and a page."""
    content, pages = log.read_bytes() if log.exists() else b"", []
    size = struct.unpack(">I", content[8:12])[0] if content else 1
    for start in range(32, len(content) - 24 - size + 1, 24 + size):
        number, committed = struct.unpack(">II", content[start : start + 8])
        if content[start + 8 : start + 16] != content[16:24]:  # of an earlier turn of the log
            break
        pages.append((number, content[start + 24 : start + 24 + size]))
        if committed:
            yield pages, size
            pages = []


def _asked(question: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()
