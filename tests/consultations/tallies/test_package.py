"""The package: the same bytes for the same vote, nothing in it that leads to a person or an order."""

import csv
import dataclasses
import io
import json
import subprocess
import sys
import zipfile

import pytest

from consultations.tallies.notation import METHODS
from consultations.tallies.package import ballots_digest, build_package

from .held import COLLEGES, asked_for, files_of, package_of, small_vote

ALWAYS = ["README.txt", "ballots.csv", "datapackage.json", "manifest.json", "manifest.sha256", "named.csv"]
ALWAYS += ["receipts.txt", "recount.py", "result.json"]


def test_same_vote_same_bytes_whatever_the_order_of_casting():
    data = package_of(*small_vote())
    turned = dataclasses.replace(data, ballots=data.ballots[::-1], named=data.named[::-1], receipts=data.receipts[::-1])
    assert build_package(data) == build_package(turned)
    assert ballots_digest(data) == ballots_digest(turned)


def test_one_choice_changed_changes_the_digest_of_the_ballots():
    data = package_of(*small_vote())
    changed = dataclasses.replace(data, ballots=[("sse", ["C"]), *data.ballots[1:]])
    assert ballots_digest(data) != ballots_digest(changed)


@pytest.mark.parametrize(
    ("method", "more"),
    [
        ("yes_no", ["vote_events.json"]),
        ("approval", ["vote_events.json"]),
        ("majority_judgement", ["vote_events.json"]),
        ("schulze", ["vote_events.json", "votes.soi"]),
        ("equal_shares", ["vote_events.json", "votes.pb"]),
        ("stv", ["votes.soi"]),
    ],
)
def test_what_stands_in_it(method, more):
    paper = {"yes_no": ["yes"], "majority_judgement": {"A": 4}}.get(method, ["A"])
    cast = {college: [paper] * 6 for college in COLLEGES}
    files = files_of(
        build_package(package_of(asked_for(method, cast, options="A" if method == "yes_no" else "ABC"), cast))
    )
    assert sorted(name for name in files if "/" not in name) == sorted([*ALWAYS, *more])
    assert {method in METHODS, "consultations/tallies/counting.py" in files} == {True}


def test_its_lines_are_sorted_and_its_manifest_says_what_was_stated():
    files = files_of(build_package(package_of(*small_vote())))
    assert files["ballots.csv"].splitlines()[:2] == [b"college,choices", b"citizen,"]
    assert len(files["ballots.csv"].splitlines()) == 21
    assert files["receipts.txt"].splitlines() == sorted(files["receipts.txt"].splitlines())
    manifest = json.loads(files["manifest.json"])
    assert manifest["adopted"] == ["A"]
    assert manifest["titles"]["ar"] == "ثلاث خطط لمدنين"
    assert manifest["colleges"][0] == {"code": "public", "secrecy": "named", "roll": 20, "voted": 3, "withheld": False}
    assert (manifest["seed"], manifest["adopt_at_most"]) == ("5f1d7c0e9a", 1)


def test_entries_have_no_time_of_their_own_and_are_not_packed():
    with zipfile.ZipFile(io.BytesIO(build_package(package_of(*small_vote())))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}
        assert archive.namelist() == sorted(archive.namelist())


def test_a_reason_is_kept_whole_and_never_a_formula():
    data = package_of(*small_vote())
    named = [dataclasses.replace(one, reason='=HYPERLINK("http://x","y")\r\nن, "ب"') for one in data.named]
    files = files_of(build_package(dataclasses.replace(data, named=named)))
    rows = list(csv.DictReader(io.StringIO(files["named.csv"].decode(), newline="")))
    assert {row["reason"] for row in rows} == {'\'=HYPERLINK("http://x","y")\nن, "ب"'}


def test_the_program_that_counted_counts_where_it_is_unpacked(tmp_path):
    """Alone: nothing of the platform is within its reach."""
    for name, content in files_of(build_package(package_of(*small_vote()))).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    program = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "from consultations.tallies import counting, documents\n"
        "asked = counting.Asked('yes_no', ('A',), (counting.CollegeRoll('sse', 'named', 3, 3),))\n"
        "print(counting.__file__, documents.document(counting.count(asked, {'sse': {'yes': 2, 'no': 1}}))['adopted'])"
    )
    run = subprocess.run([sys.executable, "-I", "-S", "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.split() == [str(tmp_path / "consultations/tallies/counting.py"), "['A']"]
