"""The package: the same bytes for the same vote, nothing in it that leads to a person or an order."""

import csv
import dataclasses
import io
import json
import zipfile

from consultations.tallies.package import ballots_digest, build_package
from consultations.tallies.types import Paper

from .elections import package_of, small_election


def files_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_same_vote_same_bytes_whatever_the_order_of_casting():
    data = package_of(small_election())
    turned = dataclasses.replace(data, ballots=data.ballots[::-1], named=data.named[::-1], receipts=data.receipts[::-1])
    assert build_package(data) == build_package(turned)
    assert ballots_digest(data) == ballots_digest(turned)


def test_one_choice_changed_changes_the_digest_of_the_ballots():
    data = package_of(small_election())
    changed = dataclasses.replace(data, ballots=(Paper("SSE", frozenset("C")), *data.ballots[1:]))
    assert ballots_digest(data) != ballots_digest(changed)


def test_what_stands_in_it():
    files = files_of(build_package(package_of(small_election())))
    assert sorted(files) == [
        "README.txt",
        "ballots.csv",
        "manifest.json",
        "manifest.sha256",
        "named.csv",
        "receipts.txt",
        "recount.py",
        "result.json",
    ]
    assert files["ballots.csv"].splitlines()[:2] == [b"college,choices", b"CITIZEN,"]
    assert len(files["ballots.csv"].splitlines()) == 21
    assert files["receipts.txt"].splitlines() == sorted(files["receipts.txt"].splitlines())
    manifest = json.loads(files["manifest.json"])
    assert manifest["adopted"] == ["A"]
    assert manifest["titles"]["ar"] == "ثلاث خطط لمدنين"
    assert manifest["colleges"][0] == {"code": "PUBLIC", "secrecy": "named", "roll": 10, "voted": 3}


def test_entries_have_no_time_of_their_own_and_are_not_packed():
    with zipfile.ZipFile(io.BytesIO(build_package(package_of(small_election())))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}
        assert archive.namelist() == sorted(archive.namelist())


def test_a_reason_is_kept_whole_and_never_a_formula():
    data = package_of(small_election())
    named = [dataclasses.replace(one, reason='=HYPERLINK("http://x","y")\r\nن, "ب"') for one in data.named]
    files = files_of(build_package(dataclasses.replace(data, named=tuple(named))))
    rows = list(csv.DictReader(io.StringIO(files["named.csv"].decode(), newline="")))
    assert {row["reason"] for row in rows} == {'\'=HYPERLINK("http://x","y")\nن, "ب"'}
