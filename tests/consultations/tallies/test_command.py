"""`manage.py tally`: what it prints, and how it ends."""

import json

import pytest
from django.core.management import CommandError, call_command

from .votes import DATA

RANKED = DATA / "ranked"
SCORED = "3:A/4,B/2,C/0\n2:B/3,C/1\n"
POINTS = """META
key;value
budget;10
vote_type;cumulative
PROJECTS
project_id;cost
A;6
B;5
C;4
VOTES
voter_id;vote;points
1;A,B;1,5
2;A;2
3;C,A;6,1
4;C,A;6,1
"""


@pytest.fixture
def told(capsys):
    def tell(path, method, *options):
        call_command("tally", str(path), "--method", method, "--json", *options)
        return json.loads(capsys.readouterr().out)

    return tell


def test_every_method_has_winners_scores_and_steps(told, tmp_path):
    scored, points, question = (tmp_path / name for name in ("x.abif", "x.pb", "y.abif"))
    for path, text in ((scored, SCORED), (points, POINTS), (question, "5:Yes>No\n3:No\n")):
        path.write_text(text)
    found = {
        "yes_no": told(question, "yes_no"),
        "approval": told(scored, "approval", "--seats", "2"),
        "majority_judgement": told(scored, "majority_judgement"),
        "schulze": told(RANKED / "schulze-45.soc", "schulze", "--seats", "5"),
        "irv": told(RANKED / "tennessee-example-simple.abif", "irv"),
        "equal_shares": told(points, "equal_shares", "--completion", "none"),
        "greedy": told(points, "greedy"),
        "stv": told(RANKED / "burlington-00005-00000001.toi", "stv", "--seats", "2"),
    }
    assert {method: one["winners"] for method, one in found.items()} == {
        "yes_no": ["Yes"],
        "approval": ["B", "A"],
        "majority_judgement": ["A"],
        "schulze": ["5", "1", "3", "2", "4"],
        "irv": ["Knox"],
        "equal_shares": ["A"],
        "greedy": ["C", "B"],
        "stv": ["3", "4"],
    }
    assert all(
        one.keys() == {"winners", "scores", "steps"} and one["scores"] and one["steps"] for one in found.values()
    )
    assert found["equal_shares"]["steps"][0]["share"] == "5/2"
    assert found["greedy"]["scores"]["C"] == {"cost": 4, "votes": 12}
    assert found["stv"]["steps"][0] == {"papers": 9778, "seats": 2, "quota": 3260}


def test_assen_is_decided_as_it_was(told):
    tally = told(DATA / "budgets/Netherlands_Assen_2024.pb", "equal_shares", "--completion", "add1")
    assert sorted(map(int, tally["winners"])) == [2, 3, 5, 6, 9, 11, 12, 13, 14]


def test_the_seed_decides_between_equals_and_the_order_of_lines_does_not(told, tmp_path):
    path = tmp_path / "tie.abif"
    path.write_text("1:A>B\n1:B>A\n")
    drawn = {seed: told(path, "schulze", "--seed", seed)["winners"] for seed in "abcdef"}
    assert {winner for (winner,) in drawn.values()} == {"A", "B"}
    path.write_text("1:B>A\n1:A>B\n")
    assert {seed: told(path, "schulze", "--seed", seed)["winners"] for seed in "abcdef"} == drawn


def test_names_for_people_without_json(capsys):
    call_command("tally", str(RANKED / "debian-00002-00000001.toc"), "--method", "irv")
    assert capsys.readouterr().out == "1. Bdale Garbee (3)\n"


@pytest.mark.parametrize(
    ("content", "method", "options", "words"),
    [
        (POINTS.replace("3;C,A", "3;C,Z"), "greedy", [], "line 14: there is no project “Z”"),
        (None, "greedy", [], "No such file"),
        (POINTS, "yes_no", [], "there are 3"),
        (POINTS.replace("6,1", "600,1", 1), "majority_judgement", [], "points up to 600"),
        (POINTS, "irv", ["--seats", "2"], "--seats is for"),
        (POINTS, "stv", ["--seats", "4"], "4 seats, and there are 3 options"),
        (POINTS, "greedy", ["--completion", "none"], "--completion is for equal_shares"),
    ],
)
def test_one_clear_line_and_the_end_code_2(tmp_path, content, method, options, words):
    path = tmp_path / "x.pb"
    if content:
        path.write_text(content)
    with pytest.raises(CommandError, match=words) as caught:
        call_command("tally", str(path), "--method", method, *options)
    assert caught.value.returncode == 2
    assert "\n" not in str(caught.value)
