"""Where a college is withheld the script checks what the others said, the order too, and says on what the result may hang."""

import json

import pytest

from consultations.tallies.package import build_package
from tests.consultations.tallies.held import asked_for, files_of, package_of

from .scripts import read, script_of


def withheld_vote(public):
    """Nine organisations want A alone; three citizens say something that is not told."""
    cast = {"public": public, "citizen": [["A"], ["A", "B"], ["B"]], "sse": [["A"]] * 9}
    return asked_for("approval", cast), cast


@pytest.mark.parametrize(
    ("public", "sentence"),
    [([["A"]] * 3, "may depend on what is withheld"), ([["C"]] * 3, "does not depend on what is withheld")],
)
def test_a_college_of_three_cannot_be_checked_here(public, sentence, check):
    package = build_package(package_of(*withheld_vote(public)))
    code, said = check(package)
    assert code == 3
    assert "Cannot be checked here: withheld." in said
    assert sentence in said
    assert b"citizen," not in files_of(package)["ballots.csv"]


@pytest.mark.parametrize(("limit", "sentence"), [(1, "may depend"), (2, "does not depend"), (None, "does not depend")])
def test_a_limit_may_hang_on_three_papers_where_what_passes_does_not(limit, sentence, check):
    cast = {"citizen": [["A"], ["A"], []], "sse": [["A", "B"]] * 10 + [["B"]]}
    asked = asked_for("approval", cast, rule="one_person_one_vote", adopt_at_most=limit)
    code, said = check(build_package(package_of(asked, cast)))
    assert (code, f"Which options are adopted {sentence} on what is withheld." in said) == (3, True)


def test_a_lie_about_a_withheld_college_that_the_others_disprove_is_found(check):
    """B is stated to have passed, and no organisation wants it."""
    asked, cast = withheld_vote([["A"]] * 3)
    data = package_of(asked, cast)
    result = json.loads(json.dumps(data.result))
    result["options"][1].update(lacking=[], place=2, reason="adopted")
    result["adopted"] = ["A", "B"]
    code, said = check(build_package(package_of(asked, cast, result=result)))
    assert (code, "NOT what the papers give: B" in said) == (1, True)


@pytest.mark.parametrize("method", ["approval", "schulze"])
def test_the_order_is_checked_though_a_college_is_withheld(method, check):
    """Its three papers want B alone first; by the others A comes first, and one who states otherwise is found."""
    first = [["A", "B"]] if method == "schulze" else [["A"]]
    cast = {"citizen": [["B", "A"]] * 2 + [["B"]], "sse": first * 4 + [["A", "B"]] * 6}
    asked = asked_for(method, cast, options="AB", adopt_at_most=1)
    data = package_of(asked, cast)
    assert [step["option"] for step in data.result["order"]] == ["A", "B"]
    assert check(build_package(data), method=method)[0] == 3
    result = json.loads(json.dumps(data.result))
    for step, option, place in zip(result["order"], "BA", (2, 1), strict=True):
        step["option"] = option
        result["options"]["AB".index(option)]["place"] = 3 - place
    for one, reason in zip(result["options"], ("beyond_limit", "adopted"), strict=True):
        one["reason"] = reason
    result["adopted"] = ["B"]
    code, said = check(build_package(package_of(asked, cast, result=result)), method=method)
    assert (code, "The order is NOT what the papers give" in said) == (1, True)


def test_where_a_college_is_withheld_manifest_options_and_what_is_adopted_still_agree(check):
    asked, cast = withheld_vote([["A"]] * 3)
    data = package_of(asked, cast)
    code, said = check(build_package(package_of(asked, cast, result={**data.result, "adopted": []})))
    assert (code, "The options and the list of what is adopted differ" in said) == (1, True)
    without_last = {**data.result, "options": data.result["options"][:-1]}
    code, said = check(build_package(package_of(asked, cast, result=without_last)))
    assert (code, "Options are missing" in said) == (1, True)
    files, recount = files_of(build_package(data)), script_of("approval")
    manifest, papers, counted = read(recount, files)
    with pytest.raises(recount.Broken, match="do not adopt the same"):
        recount.compare_what_is_told(files, {**manifest, "adopted": []}, papers, counted, {"citizen": 3})


def test_an_option_that_no_withheld_paper_could_carry_cannot_have_passed(check):
    """What is said of each college stays as it is; only that B passed is a lie."""
    asked, cast = withheld_vote([["A"]] * 3)
    result = json.loads(json.dumps(package_of(asked, cast).result))
    result["options"][1].update(place=2, reason="adopted")
    result["adopted"] = ["A", "B"]
    code, said = check(build_package(package_of(asked, cast, result=result)))
    assert (code, "Option B cannot have passed, or failed" in said) == (1, True)
