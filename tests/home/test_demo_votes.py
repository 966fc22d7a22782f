"""The demo has a vote of each method in some state, each with something to read, and within the budget of every page."""

import pytest
from django.test import Client

from consultations.votes.enums import Method, RollKind, VoteStatus
from consultations.votes.models import Vote
from consultations.votes.permissions import can_enter_roll
from consultations.votes.selectors import VoteStage, stage_of_vote
from policylab.accounts.models import User
from policylab.core.clock import db_now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def of(method: str, status: str) -> Vote:
    return Vote.objects.select_related("phase__consultation__round").get(method=method, status=status)


def outcome(method: str) -> dict:
    return of(method, VoteStatus.COUNTED).result.outcome


def test_one_vote_of_each_method_and_each_state():
    now = db_now()
    votes = list(Vote.objects.select_related("phase__consultation"))
    assert {vote.method for vote in votes} == set(Method)
    stages = {stage_of_vote(vote, now) for vote in votes}
    assert stages == {VoteStage.PREPARED, VoteStage.UPCOMING, VoteStage.OPEN, VoteStage.COUNTED}


@pytest.mark.usefixtures("in_english")
def test_results_are_worth_reading():
    budget, ranking = outcome("equal_shares"), outcome("schulze")
    assert len(budget["adopted"]) < len(budget["options"]), "something is not funded, and has its why"
    assert set(budget["adopted"]) != {one["project"] for one in budget["greedy"] if one["funded"]}
    assert ranking["adopted"] == ["C"], "who beats all others"
    assert ranking["differ"], "and is not whom instant run-off would take"
    addresses = [f"/en/consultations/{of(method, 'counted').phase.consultation.ref}/vote/result/" for method in WORDS]
    for address, words in zip(addresses, WORDS.values(), strict=True):
        text = " ".join(Client().get(address).content.decode().split())
        assert all(word in text for word in words), address


WORDS = {
    "equal_shares": ["Why not", "The colleges part"],
    "schulze": ["Why not", "Instant run-off"],
    "stv": ["Ilaria Bencini"],
    "majority_judgement": ["Why not"],
}


def test_results_stand_are_forgotten_wait_or_are_annulled():
    """Every state after the count: one waits, others are certified, two so long ago that marks are gone, one is annulled."""
    counted = Vote.objects.filter(status=VoteStatus.COUNTED)
    assert counted.filter(certification=None, annulment=None).count() == 1
    assert counted.filter(certification__isnull=False, marks_deleted_at=None).count() >= 2
    old = counted.filter(marks_deleted_at__isnull=False)
    assert old.count() == 2
    assert not any(vote.roll.filter(has_voted=True).exists() for vote in old)
    assert all(vote.certification.at > vote.result.counted_at for vote in counted.exclude(certification=None))
    annulled = counted.get(annulment__isnull=False)
    page = Client().get(f"/es/consultations/{annulled.phase.consultation.ref}/vote/result/").content.decode()
    assert "Se votó sobre una frase que no era cierta." in page
    assert 'class="tag">Adoptado' in page, "counted, and not shown as a success"


def test_a_small_college_is_withheld():
    colleges = {one["code"]: one for one in outcome("majority_judgement")["colleges"]}
    assert {code for code, one in colleges.items() if one["withheld"]} == {"sse"}


def test_a_visitor_enters_the_open_roll_and_has_not_voted():
    vote = of("yes_no", VoteStatus.OPENED)
    citizen = User.objects.get(email="citizen@demo.invalid")
    assert vote.roll_kind == RollKind.OPEN
    assert can_enter_roll(citizen, vote, db_now())


def test_the_pages_of_every_vote_keep_within_the_budget(django_assert_max_num_queries):
    opened = Vote.objects.exclude(status=VoteStatus.PREPARED).select_related("phase__consultation")
    for vote in opened:
        address = f"/fr/consultations/{vote.phase.consultation.ref}/vote/"
        page = f"{address}result/" if vote.status == VoteStatus.COUNTED else address
        with django_assert_max_num_queries(15):
            assert Client().get(page).status_code == 200
