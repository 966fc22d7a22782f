"""A vote handed to Belenios, and what it counted taken back; with its own tool, in a real election of three voters."""

import json
import os
import stat
import subprocess
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from consultations.votes.enums import Method
from consultations.votes.models import Vote

from . import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def vote():
    made = factories.consultation()
    factories.citizens(made, 12)
    return factories.prepared(made, options=2)


def belenios(vote: Vote, **given) -> str:
    out = StringIO()
    call_command("belenios", vote.phase.consultation.ref, stdout=out, **given)
    return out.getvalue()


def results(folder: Path, **counted) -> list[tuple[str, str, str]]:
    """College: [ballots, blank, first answer, …]."""
    given = []
    for college, (ballots, *sums) in counted.items():
        (folder / f"{college}.json").write_text(json.dumps({"result": [sums]}))
        given.append((college, str(folder / f"{college}.json"), str(ballots)))
    return given


def test_question_and_census_go_out(vote, tmp_path):
    said = belenios(vote, folder=tmp_path / "out")
    asked = json.loads((tmp_path / "out/question.json").read_text())
    [question] = asked["questions"]
    titles = [option.version.title for option in vote.options.order_by("position")]
    assert asked["name"] == question["question"] == "La bibliothèque, le soir ?"
    assert question["answers"] == [f"A. {titles[0]}", f"B. {titles[1]}"]
    assert (question["blank"], question["min"], question["max"]) == (True, 1, 2)
    lists = {one.stem: one.read_text().splitlines() for one in (tmp_path / "out").glob("voters-*.txt")}
    assert {name: len(lines) for name, lines in lists.items()} == {
        "voters-public": 3, "voters-citizen": 12, "voters-sse": 12
    }  # fmt: skip
    entry = vote.roll.filter(college="sse").first()
    assert f"{factories.speaker(entry).email},{entry.organisation.ref}" in lists["voters-sse"]
    assert all("," not in line for line in lists["voters-citizen"])
    assert "citizen: 12 voters" in said


def test_the_census_is_for_nobody_else(vote, tmp_path):
    belenios(vote, folder=tmp_path / "out")
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o700


def test_what_passes_in_every_college_comes_back(vote, tmp_path):
    given = results(tmp_path, public=[3, 0, 2, 1], citizen=[12, 2, 6, 10], sse=[12, 0, 7, 12])
    assert belenios(vote, result=given).splitlines() == [f"passes in every college: {answers(vote)[0]}"]


def test_half_is_not_more_than_half(vote, tmp_path):
    given = results(tmp_path, public=[3, 0, 2, 1], citizen=[12, 2, 5, 10], sse=[12, 0, 7, 12])
    assert belenios(vote, result=given) == "nothing passes\n"


def answers(vote: Vote) -> list[str]:
    return [f"{option.letter}. {option.title}" for option in vote.options.order_by("position")]


def test_no_is_no_answer_that_passes(vote, tmp_path):
    Vote.objects.filter(pk=vote.pk).update(method=Method.YES_NO)
    given = results(tmp_path, public=[3, 0, 0, 3], citizen=[12, 0, 0, 12], sse=[12, 0, 0, 12])
    assert belenios(vote, result=given) == "nothing passes\n"


@pytest.mark.parametrize(
    ("counted", "why"),
    [
        ({"citizen": [12, 0, 6, 6]}, "each college"),
        ({"public": [3, 0, 2], "citizen": [12, 0, 6], "sse": [12, 0, 6]}, "another number of answers"),
        ({"public": [3, 0, 4, 1], "citizen": [12, 0, 6, 6], "sse": [12, 0, 6, 6]}, "more choices than ballots"),
    ],
)
def test_a_result_of_something_else_is_refused(vote, tmp_path, counted, why):
    with pytest.raises(CommandError, match=why):
        belenios(vote, result=results(tmp_path, **counted))


@pytest.mark.parametrize(
    "text", ["", "{}", '{"result": 3}', '{"result": [[]]}', '{"result": [["x", 1]]}', '{"result": [[1],[2]]}']
)
def test_a_broken_file_is_refused_in_one_line(vote, tmp_path, text):
    (tmp_path / "r.json").write_text(text)
    with pytest.raises(CommandError, match="no result of Belenios"):
        belenios(vote, result=[("citizen", str(tmp_path / "r.json"), "12")])


def test_nobody_is_asked_twice(tmp_path):
    opened = factories.opened()
    with pytest.raises(CommandError, match="twice"):
        belenios(opened, folder=tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("method", [Method.SCHULZE, Method.MAJORITY_JUDGEMENT])
def test_only_what_sums_can_tell(vote, tmp_path, method):
    Vote.objects.filter(pk=vote.pk).update(method=method)
    with pytest.raises(CommandError, match="only yes/no and approval"):
        belenios(vote, folder=tmp_path / "out")


def test_a_body_without_a_voice_is_named(vote, tmp_path):
    body = vote.roll.filter(college="sse").first().organisation
    body.memberships.all().delete()
    with pytest.raises(CommandError, match="nobody speaks for"):
        belenios(vote, folder=tmp_path / "out")


@pytest.mark.belenios
def test_a_real_election(vote, tmp_path):
    """Its own tool takes our question and our census, holds the election of the public college, and its result comes back."""
    belenios(vote, folder=tmp_path / "out")
    room = tmp_path / "room"
    room.mkdir()
    counted = Election(room, tmp_path / "out").of(["[[0,1,0]]", "[[0,1,1]]", "[[1,0,0]]"])
    assert json.loads(counted.read_text()) == {"result": [[1, 2, 1]]}
    others = results(tmp_path, citizen=[12, 2, 6, 10], sse=[12, 0, 7, 12])
    said = belenios(vote, result=[("public", str(counted), "3"), *others])
    assert said.splitlines() == [f"passes in every college: {answers(vote)[0]}"]


class Election:
    """One trustee, credentials by our census; the steps are those of Belenios' own demonstration."""

    def __init__(self, room: Path, out: Path):
        self.room = room
        token = self.tool("setup", "generate-token").strip()
        group, uuid = ("--group", "BELENIOS-2048"), ("--uuid", token)
        self.tool("setup", "generate-credentials", *uuid, *group, "--file", out / "voters-public.txt")
        self.rename("*.pubcreds", "public_creds.json")
        self.credentials = self.rename("*.privcreds", "private_creds.txt").read_text().splitlines()
        self.tool("setup", "generate-trustee-key", *group)
        (room / "public_keys.jsons").write_text(next(room.glob("*.pubkey")).read_text())
        self.tool("setup", "make-trustees")
        asked = json.loads((out / "question.json").read_text())
        (room / "asked.json").write_text(
            json.dumps(asked | {"administrator": "Ville", "credential_authority": "server"})
        )
        self.tool("setup", "make-election", *uuid, *group, "--template", "asked.json")
        self.tool("archive", "init")
        for name in ("election.json", "trustees.json", "public_creds.json", "public_keys.jsons"):
            (room / name).unlink(missing_ok=True)

    def of(self, ballots: list[str]) -> Path:
        for line, ballot in zip(self.credentials, ballots, strict=True):
            (self.room / "credential").write_text(line.split()[-1])
            (self.room / "ballot").write_text(ballot)
            self.add(
                "Ballot", self.tool("election", "generate-ballot", "--privcred", "credential", "--ballot", "ballot")
            )
        self.add("EndBallots", "")
        self.add("EncryptedTally", self.tool("election", "compute-encrypted-tally"))
        key = next(self.room.glob("*.privkey"))
        self.add("PartialDecryption", self.tool("election", "decrypt", "--privkey", key, "--trustee-id", "1"))
        (self.room / "result.json").write_text(self.tool("election", "compute-result"))
        self.add("Result", (self.room / "result.json").read_text())
        self.tool("election", "verify")
        return self.room / "result.json"

    def add(self, kind: str, event: str) -> None:
        self.tool("archive", "add-event", f"--type={kind}", given=event)

    def rename(self, pattern: str, name: str) -> Path:
        return next(self.room.glob(pattern)).rename(self.room / name)

    def tool(self, *words: object, given: str = "") -> str:
        done = subprocess.run(
            ["belenios-tool", *map(str, words)], cwd=self.room, input=given, capture_output=True, text=True,
            env={**os.environ, "BELENIOS_USE_URANDOM": "1"}, check=True, timeout=120,
        )  # fmt: skip
        return done.stdout
