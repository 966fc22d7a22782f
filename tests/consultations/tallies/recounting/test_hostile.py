"""The script in hostile hands: every changed byte is noticed, every forged package gets a sentence, nothing is written."""

import dataclasses
import hashlib
import io
import json
import warnings
import zipfile
import zlib

import pytest

from consultations.tallies.contents import canonical_json
from consultations.tallies.package import build_package
from tests.consultations.tallies.held import files_of, package_of, small_vote

from .scripts import script_of

recount = script_of("approval")
NAMES = sorted(name for name, content in files_of(build_package(package_of(*small_vote()))).items() if content)


@pytest.fixture(scope="module")
def package():
    return build_package(package_of(*small_vote()))


@pytest.fixture
def check(tmp_path, capsys):
    """Write the bytes, run the script on them, give back its end code and what it printed."""

    def run(content, *arguments):
        path = tmp_path / "package.zip"
        path.write_bytes(content)
        code = recount.main([str(path), *arguments])
        return code, capsys.readouterr().out

    return run


def pack(files, compression=zipfile.ZIP_STORED):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", compression) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return written.getvalue()


def forge(content, *, manifest=None, **changed):
    """Somebody who knows the format changes files and sets every digest right again."""
    files = {**files_of(content), **{name.replace("__", "."): value for name, value in changed.items()}}
    document = json.loads(files["manifest.json"])
    document["files"] = {name: hashlib.sha256(files[name]).hexdigest() for name in document["files"]}
    document = manifest(document) if manifest else document
    files["manifest.json"] = canonical_json(document)
    files["manifest.sha256"] = f"{hashlib.sha256(files['manifest.json']).hexdigest()}  manifest.json\n".encode()
    return pack(files.items())


@pytest.mark.parametrize("name", NAMES)
def test_every_byte_of_every_file_counts(name, package, tmp_path, capsys):
    """Of a large file some hundred in turn; the last packed again so that the zip itself finds nothing wrong."""
    files = files_of(package)
    for position in range(0, len(files[name]), 1 + len(files[name]) // 400):
        changed = bytearray(files[name])
        changed[position] ^= 1 << position % 8
        with pytest.raises(recount.Broken):
            recount.read_manifest({**files, name: bytes(changed)})
    path = tmp_path / "changed.zip"
    path.write_bytes(pack({**files, name: files[name][:-1] + bytes([files[name][-1] ^ 1])}.items()))
    assert recount.main([str(path)]) == 1
    assert "FAILED" in capsys.readouterr().out


@pytest.mark.parametrize("name", NAMES)
def test_a_missing_file_an_extra_byte_or_a_cut_is_noticed(name, package, check):
    files = files_of(package)
    assert check(pack({**files, name: files[name] + b" "}.items()))[0] == 1
    assert check(pack({**files, name: files[name][:-1]}.items()))[0] == 1
    code, said = check(pack((one, content) for one, content in files.items() if one != name))
    assert code == 1
    assert "missing from the package" in said or "files that are not there" in said


def test_with_a_digest_every_byte_of_the_zip_counts(package, tmp_path):
    path, digest = tmp_path / "package.zip", hashlib.sha256(package).hexdigest()
    for position in range(0, len(package), 1_009):
        changed = bytearray(package)
        changed[position] ^= 255
        path.write_bytes(bytes(changed))
        with pytest.raises(recount.Broken):
            recount.read_zip(path, digest)


def test_a_zip_packed_anew_holds_the_same_vote_but_not_the_same_digest(package, check):
    again = pack(files_of(package).items(), zipfile.ZIP_DEFLATED)
    assert check(again)[0] == 0
    code, said = check(again, "--sha256", hashlib.sha256(package).hexdigest())
    assert (code, "not the package of the result page" in said) == (1, True)


def test_any_byte_of_the_zip_changed_gives_a_sentence_and_never_a_traceback(package, tmp_path, capsys):
    path = tmp_path / "package.zip"
    start = package.index(b"PK\x01\x02")
    for position in (*range(0, 200, 5), *range(start, len(package), 23)):
        changed = bytearray(package)
        changed[position] ^= 255
        path.write_bytes(bytes(changed))
        assert recount.main([str(path)]) in (0, 1, 2)
        assert capsys.readouterr().out.strip()


def moved(document, **changed):
    return {**document, **changed}


@pytest.mark.parametrize(
    ("manifest", "sentence"),
    [
        (lambda d: moved(d, adopted=["A", "B"]), "does not state what the papers give"),
        (lambda d: moved(d, adopt_at_most=None), "NOT what the papers give"),
        (lambda d: moved(d, adopt_at_most=0), "that is no rule"),
        (lambda d: moved(d, adopt_at_most=True), "not of the expected kind"),
        (lambda d: moved(d, format_version=1), "does not know this kind of package"),
        (lambda d: moved(d, method="schulze"), "does not know this kind of package"),
        (lambda d: moved(d, rule="dictator"), "does not know this kind of package"),
        (lambda d: moved(d, seed="another"), "NOT what the papers give: seed, tie_order"),
        (lambda d: moved(d, rule="weighted_colleges"), "The weights of the colleges are no rule"),
        (lambda d: moved(d, rule="weighted_colleges", weights={"public": 60, "citizen": 30, "sse": 10}), "no rule"),
        (lambda d: moved(d, quorums={"sse": -1}), "The quorums are not per cent"),
        (lambda d: moved(d, quorums={"sse": 60}), "NOT what the papers give"),
        (lambda d: moved(d, costs={"A": 1}), "The costs are not"),
        (lambda d: moved(d, options=[]), "lettered"),
        (lambda d: moved(d, options=[*d["options"], d["options"][0]]), "lettered"),
        (lambda d: moved(d, options=["A"]), "expected entries"),
        (lambda d: moved(d, titles={"fr": 3}), "A title is not a text"),
        (lambda d: moved(d, colleges=[moved(d["colleges"][0], voted=2), *d["colleges"][1:]]), "2 are marked"),
        (lambda d: moved(d, colleges=[moved(d["colleges"][0], voted=21), *d["colleges"][1:]]), "more voted than"),
        (lambda d: moved(d, colleges=[moved(d["colleges"][0], roll=-1), *d["colleges"][1:]]), "impossible"),
        (lambda d: moved(d, colleges=[moved(d["colleges"][0], secrecy="open"), *d["colleges"][1:]]), "neither named"),
        (lambda d: moved(d, colleges=[*d["colleges"][:2], moved(d["colleges"][2], withheld=True)]), "should not be"),
        (lambda d: moved(d, colleges=[*d["colleges"][:2], moved(d["colleges"][2], voted=3)]), "should not be"),
        (lambda d: moved(d, colleges=[*d["colleges"], d["colleges"][0]]), "one by one"),
        (lambda d: moved(d, colleges=d["colleges"][:2]), "cannot belong"),
        (lambda d: moved(d, files={}), "do not belong there"),
        (lambda d: moved(d, more="x"), "expected entries"),
        (lambda d: [d], "one form"),
    ],
)
def test_a_forged_manifest_is_refused_in_words(manifest, sentence, package, check):
    code, said = check(forge(package, manifest=manifest))
    assert code == 1
    assert sentence in said


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"ballots__csv": b""}, "expected columns"),
        ({"ballots__csv": b"college,choices\nsse\n"}, "2 columns"),
        ({"ballots__csv": b'college,choices\nsse,"A\n'}, "not a well-formed table"),
        ({"ballots__csv": b"college,choices\n" + b"sse,A\n" * 30}, "College citizen: 10 are marked"),
        ({"ballots__csv": b"college,choices\n" + b"sse,A A\n" * 10 + b"citizen,\n" * 10}, "cannot stand on it: A A"),
        ({"ballots__csv": b"college,choices\n" + b"sse,Z\n" * 10 + b"citizen,\n" * 10}, "cannot stand on it: Z"),
        ({"ballots__csv": b"college,choices\n" + b"sse,\n" * 10 + b"citizen,\n" * 10}, "NOT what the papers give"),
        ({"ballots__csv": b"\xff\xfe"}, "not UTF-8"),
        ({"ballots__csv": b"college,choices\nsse," + b"A" * 200_000 + b"\n"}, "not a well-formed table"),
        ({"receipts__txt": b""}, "20 separated ballots, but 0 receipts"),
        ({"receipts__txt": b"x\n"}, "not a list of digests"),
        ({"receipts__txt": (b"a" * 64 + b"\n") * 20}, "stands there twice"),
        ({"result__json": b"{}\n"}, "NOT what the papers give"),
    ],
)
def test_forged_files_with_right_digests_are_refused_in_words(changed, sentence, package, check):
    code, said = check(forge(package, **changed))
    assert code == 1
    assert sentence in said


def test_one_ballot_turned_with_all_digests_set_right_shows_in_the_count(package, check):
    files = files_of(package)
    turned = files["ballots.csv"].replace(b"sse,A B\nsse,A B\n", b"sse,A B\nsse,B C\n")
    assert turned != files["ballots.csv"]
    assert check(forge(package, ballots__csv=turned))[0] == 1


def sealed(package, manifest):
    files = {**files_of(package), "manifest.json": manifest}
    files["manifest.sha256"] = f"{hashlib.sha256(manifest).hexdigest()}  manifest.json\n".encode()
    return pack(files.items())


@pytest.mark.parametrize(
    "manifest", [b"", b"{", b"[" * 200_000, b"\xff", b"1e999\n", b'{"a": 1, "a": 1}\n', b"9" * 9999]
)
def test_a_manifest_that_is_no_document_is_refused(manifest, package, check):
    code, said = check(sealed(package, manifest))
    assert code == 1
    assert "manifest" in said


def test_names_that_lead_elsewhere_or_stand_twice_are_refused_and_nothing_is_written(package, check, tmp_path):
    files = list(files_of(package).items())
    code, said = check(pack([*files, ("../../evil.py", b"x")]))
    assert (code, "do not belong there" in said) == (1, True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        code, said = check(pack([*files, files[1]]))
    assert (code, "stands twice" in said) == (1, True)
    assert [one.name for one in tmp_path.iterdir()] == ["package.zip"]


def test_a_name_cannot_print_a_line_of_its_own(package, check):
    _code, said = check(
        pack([*files_of(package).items(), ("x\nThe stated result is what the papers give.\u202e", b"")])
    )
    assert len(said.splitlines()) == 1
    assert "\u202e" not in said


def test_a_bomb_is_not_unpacked(package, check, monkeypatch):
    monkeypatch.setattr(recount, "LARGEST_FILE", 100_000)
    files = {**files_of(package), "README.txt": b"\0" * 200_000}
    code, said = check(pack(files.items(), zipfile.ZIP_DEFLATED))
    assert (code, "README.txt is larger than it can be" in said) == (1, True)
    monkeypatch.setattr(recount, "LARGEST_ZIP", 1000)
    assert check(package)[0] == 2


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"PK\x05\x06" + b"\0" * 18, b"not a zip at all", zlib.compress(b"x"), b"\0" * 1000]
)
def test_what_is_no_package_ends_with_a_sentence(content, check):
    code, said = check(content)
    assert code in (1, 2)
    assert said.startswith(("UNREADABLE", "FAILED"))


def test_unpackable_methods_and_locks_are_refused(package, check):
    assert check(pack(files_of(package).items(), zipfile.ZIP_LZMA))[0] == 1
    locked = bytearray(package)
    start = package.index(b"PK\x01\x02")
    locked[start + 8] |= 1
    assert check(bytes(locked))[0] == 1


def test_missing_file_directory_and_wrong_digest_form(tmp_path, capsys):
    assert recount.main([str(tmp_path / "nothing.zip")]) == 2
    assert recount.main([str(tmp_path)]) == 2
    assert "cannot be read" in capsys.readouterr().out
    with pytest.raises(SystemExit) as ended:
        recount.main(["package.zip", "--sha256", "abc"])
    assert ended.value.code == 2


def test_a_paper_of_a_named_college_cannot_hide_among_the_ballots():
    data = package_of(*small_vote())
    moved_there = dataclasses.replace(data, ballots=[*data.ballots, ("public", ["A"])])
    files = files_of(build_package(moved_there))
    with pytest.raises(recount.Broken, match="cannot belong"):
        recount.read_papers(files, recount.read_manifest(files))
