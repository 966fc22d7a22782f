"""The stand-alone script agrees with the platform on random votes of every method and rule, and says why in words."""

import ast
import hashlib
import json
import os
import subprocess
import sys
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultations.tallies.contents import canonical_json
from consultations.tallies.counting import count
from consultations.tallies.documents import document
from consultations.tallies.notation import METHODS
from consultations.tallies.package import build_package
from consultations.tallies.recounting.assembly import script
from tests.consultations.tallies.held import (
    COLLEGES,
    asked_for,
    files_of,
    one_paper,
    package_of,
    small_vote,
    typed,
    votes_held,
)

from .scripts import read, script_of

SMALL = (0, 1, 2, 3, 4, 7)
AT_WORK = settings(max_examples=60, deadline=None)


@pytest.mark.parametrize("method", METHODS)
@AT_WORK
@given(data=st.data())
def test_it_counts_as_the_platform_does(method, data):
    asked, cast = data.draw(votes_held(methods=(method,)))
    files, recount = files_of(build_package(package_of(asked, cast))), script_of(method)
    manifest, _, counted = read(recount, files)
    assert canonical_json(recount.without_workings(counted)) == files["result.json"]
    recount.compare(files, manifest, counted)


@pytest.mark.parametrize(("less", "more"), ["AB", "BA"])
def test_equal_smallest_shares_are_told_apart_by_the_share_of_all_papers(less, more):
    """Random votes seldom come to that: three of four bodies want both, nine organisations too, a tenth one of them. In one
    of the two cases lots would have it the other way round."""
    cast = {"public": [["A", "B"]] * 3 + [["C"]], "sse": [["A", "B"]] * 9 + [[more]]}
    asked = asked_for("approval", cast, adopt_at_most=1)
    data = package_of(asked, cast)
    assert data.result["order"][1] == {"option": less, "place": 2, "decided_by": "total_share"}
    files, recount = files_of(build_package(data)), script_of("approval")
    manifest, _, counted = read(recount, files)
    recount.compare(files, manifest, counted)


@pytest.mark.parametrize("method", METHODS)
@AT_WORK
@given(data=st.data())
def test_withheld_papers_never_make_it_fail_and_what_it_says_of_them_is_true(method, data):
    """Where it says that the result does not depend on them, other papers there give the same result."""
    asked, cast = data.draw(votes_held(methods=(method,), sizes=SMALL))
    files, recount = files_of(build_package(package_of(asked, cast))), script_of(method)
    manifest, papers, counted = read(recount, files)
    hidden = {one["code"]: one["voted"] for one in manifest["colleges"] if one["withheld"]}
    assert set(hidden) == {code for code in cast if code != "public" and 0 < len(cast[code]) < 5}
    if not hidden:
        return
    settled = recount.compare_what_is_told(files, manifest, papers, counted, hidden)
    others = {
        code: [data.draw(one_paper(method, asked.on_paper(code))) for _ in range(number)]
        for code, number in hidden.items()
    }
    adopted = document(count(asked, typed(asked, {**cast, **others})))["adopted"]
    assert not settled or set(adopted) == set(manifest["adopted"])


def test_run_as_a_stranger_would(tmp_path):
    package = build_package(package_of(*small_vote()))
    path, program = tmp_path / "package.zip", tmp_path / "recount.py"
    path.write_bytes(package)
    program.write_bytes(files_of(package)["recount.py"])
    digest = hashlib.sha256(package).hexdigest()
    for arguments, sentence in (
        ([], "compared with itself only"),
        (["--sha256", digest.upper()], "not one byte differs"),
    ):
        run = subprocess.run(
            [sys.executable, "-I", "-S", str(program), str(path), *arguments],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONIOENCODING": "ascii"},
        )
        assert (run.returncode, run.stderr) == (0, "")
        assert sentence in run.stdout
        assert "Adopted: A." in run.stdout


def test_it_says_why_in_words_with_the_figures(check):
    _code, said = check(build_package(package_of(*small_vote())))
    assert "sse: 2 of 8 papers that are not blank (no majority)." in said
    assert "Adopted (place 1)." in said
    assert "Not adopted: no majority in sse." in said
    assert "in place 2 where at most 1 are adopted" in said
    assert "College public: 20 on the roll, 3 voted by name." in said


@pytest.mark.parametrize("method", METHODS)
def test_it_is_python_3_8_and_standard_library_only_and_reads_in_one_sitting(method):
    text = script(method).decode()
    tree = ast.parse(text, feature_version=(3, 8))
    imported = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    imported |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert imported <= sys.stdlib_module_names
    defined = Counter(node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef))
    assert not [name for name, times in defined.items() if times > 1]
    assert len(text.splitlines()) < 800


def test_a_receipt_is_found_however_it_is_typed(check):
    asked, cast = small_vote()
    code = hashlib.sha256(b"policylab-receipt:k7wq2m:K70M-4Q1X-9TDA-H3WP").hexdigest()
    data = package_of(asked, cast)
    package = build_package(package_of(asked, cast, receipts=[code, *data.receipts[1:]]))
    for typed_in in ("K70M-4Q1X-9TDA-H3WP", "k7om4qlx 9tdah3wp", "K7OM-٤QIX-9TDA-H3WP"):
        end, said = check(package, "--receipt", typed_in)
        assert (end, "is in the list" in said) == (0, True)
    end, said = check(package, "--receipt", "K70M-4Q1X-9TDA-H3WQ")
    assert (end, "is NOT in the list" in said) == (1, True)


def budget():
    cast = {"public": [["A"]] * 3, "citizen": [["A", "B"]] * 5 + [["C"]] * 4, "sse": [["B"]] * 6}
    return asked_for("equal_shares", cast, completion="add1"), cast


@pytest.mark.parametrize(
    ("by", "sentence"), [(-1, "the next one does not overspend"), (+1, "spends more than there is")]
)
def test_a_share_that_is_not_the_last_one_is_found(by, sentence, check):
    asked, cast = budget()
    data = package_of(asked, cast)
    assert data.result["shares"]["raises"] > 0
    assert data.result["shares"]["next_overspends"]
    shares = {**data.result["shares"], "raises": data.result["shares"]["raises"] + by}
    forged = build_package(package_of(asked, cast, result={**data.result, "shares": shares}))
    code, said = check(forged, method="equal_shares")
    assert (code, sentence in said) == (1, True)


@pytest.mark.parametrize("method", METHODS)
def test_a_result_with_another_winner_is_found(method, check):
    options = "A" if method == "yes_no" else "ABC"
    papers = {"yes_no": ["no"], "majority_judgement": {"A": 4, "B": 1}}.get(method, ["A"])
    cast = {college: [papers] * 6 for college in COLLEGES}
    asked = asked_for(method, cast, options=options)
    data = package_of(asked, cast)
    forged = {**data.result, "adopted": ["A"] if method == "yes_no" else ["B"]}
    code, said = check(build_package(package_of(asked, cast, result=forged)), method=method)
    assert (code, "NOT what the papers give: adopted" in said) == (1, True)


def seats_by_college(citizens=3):
    """Public bodies miss their quorum; of so few citizens nothing is told but who is elected; organisations elect E."""
    cast = {"public": [["F"]], "citizen": [["B", "A"]] * citizens, "sse": [["E"]] * 4 + [["D"]] * 3}
    stand = {"A": "citizen", "B": "citizen", "C": "citizen", "D": "sse", "E": "sse", "F": "public"}
    seats = {"public": 1, "citizen": 2, "sse": 1}
    asked = asked_for(
        "stv", cast, options="ABCDEF", seats=None, college_seats=seats, candidate_colleges=stand, quorums={"public": 50}
    )
    return asked, cast


def test_each_college_elects_its_own_seats_and_one_that_misses_its_quorum_none(check):
    data = package_of(*seats_by_college(6))
    assert (data.result["adopted"], data.result["seats"]) == (["B", "A", "E"], {"public": 1, "citizen": 2, "sse": 1})
    assert [one["empty"] for one in data.result["elections"].values()] == [1, 0, 0]
    assert data.result["options"][0]["approvals"] == {"citizen": 0}
    package = build_package(data)
    assert {name for name in files_of(package) if name.startswith("votes")} == {
        "votes-citizen.soi", "votes-public.soc", "votes-sse.soi"
    }  # fmt: skip
    code, said = check(package, method="stv")
    assert code == 0
    assert "Adopted: B, A, E." in said
    assert "citizen: 6 of 6 papers" in said


def test_of_a_withheld_college_the_elected_are_told_and_nothing_else(check):
    data = package_of(*seats_by_college())
    assert data.result["adopted"] == ["A", "B", "E"]
    assert data.result["elections"]["citizen"] == {"first": None, "quota": None, "stages": None, "empty": 0}
    assert data.result["elections"]["sse"]["first"] == {"D": 3, "E": 4}
    package = build_package(data)
    assert "votes-citizen.soi" not in files_of(package)
    code, said = check(package, method="stv")
    assert (code, "Which options are adopted may depend on what is withheld." in said) == (3, True)


def no_longer_two(result):
    result["elections"]["citizen"]["empty"] = 1


def with_a_first_place(result):
    result["elections"]["citizen"]["first"] = {"A": 3}


def another_organisation(result):
    """D is put in E's place, in every list that a reader would look at."""
    result["options"][3].update(place=3, reason="adopted")
    result["options"][4].update(place=None, reason="not_elected")
    result["adopted"] = ["A", "B", "D"]


def a_longer_count(result):
    result["elections"]["sse"]["quota"]["papers"] = 8


@pytest.mark.parametrize(
    ("lie", "sentence"),
    [
        (no_longer_two, "The stated seats of citizen cannot be"),
        (with_a_first_place, "The stated seats of citizen cannot be"),
        (another_organisation, "NOT what the papers give: adopted"),
        (a_longer_count, "NOT what the papers give: the seats of sse"),
    ],
)
def test_a_lie_about_seats_by_college_is_found_though_one_is_withheld(lie, sentence, check):
    asked, cast = seats_by_college()
    result = json.loads(json.dumps(package_of(asked, cast).result))
    lie(result)
    code, said = check(build_package(package_of(asked, cast, result=result)), method="stv")
    assert (code, sentence in said) == (1, True)


def test_a_paper_that_names_another_college_s_candidate_is_found():
    asked, cast = seats_by_college(6)
    files, recount = files_of(build_package(package_of(asked, cast))), script_of("stv")
    manifest = recount.read_manifest(files)
    turned = {**files, "ballots.csv": files["ballots.csv"].replace(b"sse,D\n", b"sse,A\n", 1)}
    with pytest.raises(recount.Broken, match="cannot stand on it: A"):
        recount.read_papers(turned, manifest)


@pytest.mark.parametrize("papers", [[], [[]] * 6])
def test_where_nobody_is_ranked_no_lot_fills_a_seat(papers, check):
    cast = {"public": [[]] * 3, "citizen": papers}
    data = package_of(asked_for("stv", cast), cast)
    assert (data.result["adopted"], data.result["empty"], len(data.result["stages"])) == ([], 2, 1)
    assert check(build_package(data), method="stv")[0] == 0


@pytest.mark.parametrize(("third", "fourth"), ["CD", "DC"])
def test_between_equals_the_stage_last_before_decides_and_no_lot(third, fourth, check):
    """The third has 3 and 5 votes, the fourth 4 and 4, and both 5 in the end: the fourth leaves. In one of the two cases lots
    would have it the other way round."""
    papers = [["A"]] * 6 + [["B"]] * 6 + [[third]] * 3 + [[fourth]] * 4
    papers += [["E", third]] * 2 + [["F", fourth]] + [["F"]] * 2
    cast = {"citizen": papers}
    data = package_of(asked_for("stv", cast, options="ABCDEF", seats=1), cast)
    assert [(one["option"], one["by_lot"]) for one in data.result["stages"][1:4]] == [
        ("E", False),
        ("F", False),
        (fourth, False),
    ]
    assert check(build_package(data), method="stv")[0] == 0


def test_the_increment_is_at_most_a_two_hundredth_of_the_first_share(check):
    """1,500 for ten: 150 each, a two-hundredth is 0.75, so shares are raised by 0.1; a hundredth would be 1.5."""
    cast = {"citizen": [["A"]] * 5 + [["B"]] * 5}
    costs = {"A": Fraction(700), "B": Fraction(1000), "C": Fraction(10)}
    data = package_of(asked_for("equal_shares", cast, money=Fraction(1500), costs=costs), cast)
    assert data.result["shares"]["increment"] == "1/10"
    assert check(build_package(data), method="equal_shares")[0] == 0


def test_who_has_less_than_the_others_pay_is_left_with_nothing_and_owes_nothing(check):
    """Ten each for seven. B costs 32 and four pay 8; one of them has 2 left for A, two others pay 9. C is wanted by that one,
    who has nothing, and by one who has 10."""
    cast = {"citizen": [["A", "B", "C"]] + [["B"]] * 3 + [["A"]] * 2 + [["C"]]}
    costs = {"A": Fraction(20), "B": Fraction(32), "C": Fraction(50)}
    data = package_of(asked_for("equal_shares", cast, money=Fraction(70), costs=costs, completion="none"), cast)
    assert (data.result["adopted"], data.result["left_between"]) == (["B", "A"], {"C": 10})
    assert check(build_package(data), method="equal_shares")[0] == 0
