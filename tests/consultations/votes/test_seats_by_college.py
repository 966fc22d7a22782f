"""Seats that each college elects for itself, from the first step of preparing to the recount of the package."""

import io
import json
import subprocess
import sys
import zipfile

import pytest

from consultations.votes import services
from consultations.votes.enums import RollKind, VoteStatus
from consultations.votes.models import Ballot, NamedVote, Vote
from consultations.votes.preflight import BAD, GOOD, WARN, look_over
from consultations.votes.rule_words import rule_of
from consultations.votes.selectors import package_of
from policylab.core.clock import db_now
from policylab.core.errors import Refused
from policylab.directory.enums import College

from . import factories
from .pages import address, fields, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
CITIZEN, SSE, PUBLIC = College.CITIZEN, College.SSE, College.PUBLIC
WHO = (("Amel", CITIZEN), ("Dar El Kotb", SSE), ("سامي", CITIZEN), ("Leïla", CITIZEN), ("Service des parcs", PUBLIC))
SEATS = {PUBLIC: 1, CITIZEN: 2, SSE: 2}


def laid(**stated):
    of = factories.consultation()
    act = {"user": factories.officer_of(of.organisation)}
    act["vote"] = services.choose_method(consultation=of, method="stv", **act)
    services.name_candidates(**act, candidates=[services.Candidate(name, "", college) for name, college in WHO])
    services.state_rule(**act, stated=services.Stated(college_seats=SEATS, **stated))
    bodies = factories.bodies(of, factories.PUBLIC, 2) + factories.bodies(of, factories.SSE, 12)
    services.set_roll(**act, organisations=bodies, roll_kind=RollKind.CLOSED)
    factories.citizens(of, 12)
    return factories.again(act["vote"])


def opened(**stated):
    vote = laid(**stated)
    services.open_vote(user=factories.officer_of(vote.phase.consultation.organisation), vote=vote)
    factories.move(vote, "during")
    return factories.again(vote)


def counted(citizens, organisations, **stated):
    vote = opened(**stated)
    for college, papers in ((CITIZEN, citizens), (SSE, organisations)):
        for entry, paper in zip(factories.entries(vote, college), papers, strict=False):
            factories.cast(entry, paper)
    factories.cast_named(factories.entries(vote, PUBLIC)[0], "E")
    factories.move(vote, "after")
    services.close_vote(vote=vote)
    return factories.again(vote)


def test_an_officer_says_for_which_college_each_stands_and_how_many_seats_it_has(client):
    of = factories.consultation()
    client.force_login(factories.officer_of(of.organisation))
    page = "/en/consultations/" + of.ref + "/vote/{}/"
    client.post(page.format("prepare"), {"method": "stv"})
    names = {f"name_{line}": name for line, (name, _college) in enumerate(WHO, start=1)}
    stand = {f"college_{line}": college.value for line, (_name, college) in enumerate(WHO, start=1)}
    client.post(page.format("paper"), {**names, **stand, "college_4": ""})
    seats = {"seated": "colleges", **{f"seats_{college}": number for college, number in SEATS.items()}}
    for said, sentence in [
        ({**seats, "seats_sse": ""}, "Social and solidarity economy: say how many seats, from 1 to 25."),
        (seats, "Say for which college Leïla stands: each elects its own."),
        ({**seats, "seated": "roll"}, "Say how many seats are filled."),
    ]:
        response = client.post(page.format("rule"), said)
        assert (response.status_code, sentence in words(response)) == (400, True), sentence
    client.post(page.format("paper"), {**names, **stand, "college_2": "citizen"})
    assert "Social and solidarity economy: nobody stands" in words(client.post(page.format("rule"), seats))
    client.post(page.format("paper"), {**names, **stand})
    assert client.post(page.format("rule"), seats).url == page.format("roll")
    vote = Vote.objects.get()
    assert (vote.seats, vote.college_seats) == (None, SEATS)
    assert [(one.name, one.college) for one in vote.options.all()] == list(WHO)
    assert fields(client.get(page.format("rule")))["seats_citizen"] == ["2"]
    assert "Each college elects its own seats: Public authorities 1, Citizens 2, " in " ".join(rule_of(vote))
    assert client.post(page.format("rule"), {"seated": "roll", "seats": 2}).url == page.format("roll")
    vote.refresh_from_db()
    assert (vote.seats, vote.college_seats) == (2, {})


def test_fewer_candidates_than_seats_are_said_and_none_at_all_does_not_open():
    vote = laid()
    decision = next(line for line in look_over(vote, db_now()) if line.title == "Decision")
    assert (decision.state, "Social and solidarity economy" in decision.text) == (WARN, True)
    Vote.objects.filter(pk=vote.pk).update(college_seats={**SEATS, SSE: 1})
    vote = factories.again(vote)
    assert GOOD in {line.state for line in look_over(vote, db_now()) if line.title == "Decision"}
    vote.options.filter(college=SSE).update(college=CITIZEN)
    assert BAD in {line.state for line in look_over(vote, db_now()) if line.title == "Decision"}
    with pytest.raises(Refused, match="nobody stands for its seats"):
        services.open_vote(user=factories.officer_of(vote.phase.consultation.organisation), vote=vote)


def test_on_one_roll_nobody_stands_for_a_college():
    vote = laid()
    officer = factories.officer_of(vote.phase.consultation.organisation)
    services.state_rule(user=officer, vote=vote, stated=services.Stated(seats=2))
    services.open_vote(user=officer, vote=vote)
    assert set(vote.options.values_list("college", flat=True)) == {""}


def test_a_paper_has_the_candidates_of_its_own_college_and_takes_no_others(client):
    vote = opened()
    entry = factories.entries(vote, CITIZEN)[0]
    client.force_login(entry.user)
    page = words(client.get(address(vote, "ballot", "me")))
    assert [name in page for name, _college in WHO] == [True, False, True, True, False]
    other = client.post(address(vote, "check", "me"), {"choices": ["A", "B"]})
    assert (other.status_code, "not on this ballot" in words(other)) == (400, True)
    with pytest.raises(Refused, match="not on this ballot"):
        factories.cast(entry, "AB")
    with pytest.raises(Refused, match="not on this ballot"):
        factories.cast_named(factories.entries(vote, PUBLIC)[0], "A")
    assert not Ballot.objects.exists()
    assert not NamedVote.objects.exists()
    read_back = words(client.post(address(vote, "check", "me"), {"choices": ["C", "A"]}))
    assert "Leïla Not ranked" in read_back
    assert "Dar El Kotb" not in read_back


def recounted(vote, tmp_path):
    content = package_of(vote)
    path, script = tmp_path / "package.zip", tmp_path / "recount.py"
    path.write_bytes(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        script.write_bytes(archive.read("recount.py"))
        manifest = json.loads(archive.read("manifest.json"))
    run = subprocess.run([sys.executable, "-I", str(script), str(path)], capture_output=True, text=True, check=False)
    return run, manifest


def test_each_college_s_result_stands_for_itself_and_can_be_counted_again(client, tmp_path):
    """Citizens: Amel 6, سامي 3 of nine; organisations miss their quorum; the one public body that voted elects its own."""
    vote = counted(["AC"] * 6 + ["C"] * 3, ["B"] * 5, quorums={SSE: 50})
    assert vote.status == VoteStatus.COUNTED
    page = words(client.get(address(vote, "result")))
    assert "3 candidates are elected" in page
    assert (
        "Public authorities: \u2068Service des parcs\u2069 · Citizens: \u2068Amel\u2069, \u2068سامي\u2069 · SSE: nobody"
        in page
    )
    assert "Citizens: 2 seats" in page
    assert "SSE: 2 seats" in page
    assert "SSE: 5 of 12 on the roll have voted; the quorum was 6." in page
    assert "Why not \u2068Dar El Kotb\u2069? Too few of this college voted" in page
    assert "Citizens: round by round" in page
    assert "SSE: round by round" not in page
    run, manifest = recounted(vote, tmp_path)
    assert (run.returncode, "Adopted: E, A, C." in run.stdout) == (0, True)
    assert [one["college"] for one in manifest["options"]] == [college.value for _name, college in WHO]
    assert client.get(f"/ar/consultations/{vote.phase.consultation.ref}/report/").status_code == 200


def test_of_a_college_of_three_the_elected_are_named_and_no_figure(client, tmp_path):
    vote = counted(["CA"] * 3, ["B"] * 7)
    page = words(client.get(address(vote, "result")))
    assert "Citizens: \u2068Amel\u2069, \u2068سامي\u2069" in page
    assert "Citizens: round by round" not in page
    assert "1 seat stays empty: nobody is left to fill it." in page
    run, _manifest = recounted(vote, tmp_path)
    assert (run.returncode, "may depend on what is withheld" in run.stdout) == (3, True)


def test_where_every_paper_is_blank_no_seat_is_filled_and_the_page_says_why(client, tmp_path):
    vote = counted([""] * 6, ["B"] * 6)
    page = words(client.get(address(vote, "result")))
    sentence = "No paper ranks anybody. A lot decides between equals, it elects nobody: the seats stay empty."
    assert page.count(sentence) >= 4  # of the college, of its count, and under each «Why not?»
    assert "Citizens: nobody" in page
    assert recounted(vote, tmp_path)[0].returncode == 0
