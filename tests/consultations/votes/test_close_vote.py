"""Closing: counted once, cut off from what could lead back, published, recounted by the script."""

import hashlib
import json
import subprocess
import sys

import pytest
from django.core.management import call_command
from django.db import connection

from consultations.enums import ConsultationStatus
from consultations.tallies.recounting.assembly import script
from consultations.votes import receipts, services
from consultations.votes.enums import VoteStatus
from consultations.votes.models import Ballot, Package, Result, RollEntry
from consultations.votes.selectors import VoteStage, stage_of_vote
from policylab.core.clock import db_now
from policylab.directory.enums import College

from . import factories

pytestmark = pytest.mark.django_db


def test_not_before_its_time():
    vote = factories.voted()
    assert services.close_vote(vote=vote) is None
    assert services.close_due_votes() == 0
    assert not Result.objects.exists()


def test_run_due_counts_it_and_a_second_time_does_nothing():
    vote = factories.voted()
    factories.move(vote, "after")
    assert stage_of_vote(factories.again(vote), db_now()) == VoteStage.COUNTING
    call_command("run_due", verbosity=0)
    result = Result.objects.get()
    call_command("run_due", verbosity=0)
    assert services.close_vote(vote=vote) is None
    assert Result.objects.get() == result
    assert factories.again(vote).status == VoteStatus.COUNTED


def test_the_outcome_with_its_figures():
    vote = factories.counted()
    outcome = vote.result.outcome
    assert outcome["adopted"] == ["A"]
    assert outcome["papers"] == {"public": 3, "citizen": 8, "sse": 9}
    by_letter = {option["letter"]: option for option in outcome["options"]}
    assert by_letter["A"]["approvals"] == {"public": 2, "citizen": 8, "sse": 8}
    assert by_letter["B"]["lacking"] == ["public", "citizen", "sse"]
    assert {one["code"]: (one["roll"], one["voted"]) for one in outcome["colleges"]} == {
        "public": (3, 3),
        "citizen": (12, 8),
        "sse": (12, 9),
    }


def test_a_vote_in_which_nobody_voted_adopts_nothing():
    vote = factories.counted(public=(), citizen=(), sse=())
    assert vote.result.outcome["adopted"] == []


def test_everything_that_made_the_result_is_frozen_with_it():
    vote = factories.counted(adopt_at_most=1)
    result, package = vote.result, Package.objects.get()
    assert (result.rule, result.software_version) == (vote.rule, "policylab 0.1.0")
    assert (sorted(result.tie_order), result.outcome["seed"]) == (["A", "B", "C"], vote.seed)
    assert result.package_digest == hashlib.sha256(bytes(package.content)).hexdigest()
    assert len(result.ballots_digest) == 64
    assert result.outcome["adopt_at_most"] == 1


def test_the_published_package_is_recounted_by_the_script_alone(tmp_path):
    vote = factories.counted()
    path, program = tmp_path / "package.zip", tmp_path / "recount.py"
    path.write_bytes(bytes(vote.result.package.content))
    program.write_bytes(script(vote.method))
    run = subprocess.run(
        [sys.executable, "-I", str(program), str(path), "--sha256", vote.result.package_digest],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert "Adopted: A." in run.stdout
    assert "College citizen: 12 on the roll, 8 voted with separated ballots." in run.stdout


def test_receipts_are_published_apart_from_the_ballots():
    vote = factories.opened()
    code = factories.cast(factories.entries(vote, College.CITIZEN)[0], "A")
    factories.move(vote, "after")
    services.close_vote(vote=vote)
    package = Package.objects.get()
    assert package.receipts == [receipts.receipt_hash(vote_ref=vote.ref, code=code)]
    assert not Ballot.objects.exclude(receipt_hash="", owner_hash="").exists()


def test_after_closing_no_key_is_the_same_and_no_order_is_that_of_voting():
    """The row positions that betray (science 4.3): keys are new, and rows do not lie in the order they were cast."""
    vote = factories.opened(people=60, sse=12)
    for number, entry in enumerate(factories.entries(vote, College.CITIZEN)):
        factories.cast(entry, "A" if number < 30 else "B")
    before = {one.pk for one in Ballot.objects.all()} | {one.pk for one in RollEntry.objects.all()}
    factories.move(vote, "after")
    services.close_vote(vote=vote)
    assert not before & ({one.pk for one in Ballot.objects.all()} | {one.pk for one in RollEntry.objects.all()})
    position = "ctid" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT choices FROM votes_ballot ORDER BY {position}")
        lying = [row[0] if isinstance(row[0], list) else json.loads(row[0]) for row in cursor.fetchall()]
    assert sorted(lying) == [["A"]] * 30 + [["B"]] * 30
    assert lying != sorted(lying)


def test_the_roll_keeps_who_voted_and_its_size():
    vote = factories.opened()
    entry = factories.entries(vote, College.CITIZEN)[0]
    factories.cast(entry, "A")
    factories.move(vote, "after")
    services.close_vote(vote=vote)
    assert RollEntry.objects.get(has_voted=True).user == entry.user
    assert RollEntry.objects.count() == 27


def test_a_cancelled_consultation_is_never_counted():
    vote = factories.voted()
    of = vote.phase.consultation
    type(of).objects.filter(pk=of.pk).update(
        status=ConsultationStatus.CANCELLED, cancelled_because="Faute de budget.", cancelled_at=db_now()
    )
    factories.move(vote, "after")
    assert services.close_due_votes() == 0
    assert services.close_vote(vote=vote) is None


def test_one_vote_that_fails_holds_up_no_other():
    broken, sound = factories.voted(), factories.voted()
    for vote in (broken, sound):
        factories.move(vote, "after")
    Ballot.objects.filter(vote=broken).update(choices=["Z"])
    with pytest.raises(ValueError, match="papers"):
        services.close_due_votes()
    assert factories.again(sound).status == VoteStatus.COUNTED
    assert factories.again(broken).status == VoteStatus.OPENED
    assert Ballot.objects.filter(vote=broken).exclude(owner_hash="").count() == 17


def test_queries_of_closing_do_not_grow_with_the_papers(django_assert_max_num_queries):
    vote = factories.voted(people=30, citizen=("A",) * 30)
    factories.move(vote, "after")
    with django_assert_max_num_queries(30):
        services.close_vote(vote=vote)
