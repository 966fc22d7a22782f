"""An officer lays a vote in five steps, leaves, resumes, opens; others find nothing at these addresses."""

import pytest
from allauth.mfa.models import Authenticator

from consultations.votes.enums import VoteStatus
from consultations.votes.models import Vote
from policylab.directory.enums import College, Role
from tests.proposals import factories as plans

from . import factories
from .pages import fields, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def of():
    return factories.consultation()


@pytest.fixture
def officer(client, of):
    client.force_login(factories.officer_of(of.organisation))
    return client


def page(of, step):
    return f"/en/consultations/{of.ref}/vote/{step}/"


def test_the_way_from_plans_to_an_opened_vote(officer, of):
    first, second, third = factories.versions(of)
    factories.citizens(of)
    bodies = [*factories.bodies(of, factories.PUBLIC, 2), *factories.bodies(of, factories.SSE, 10)]
    assert officer.get(f"/en/consultations/{of.ref}/vote/").url == page(of, "prepare")
    assert officer.post(page(of, "prepare"), {"method": "approval"}).url == page(of, "paper")
    sent = {
        "plans": [first.pk, third.pk, second.pk],
        f"place_{third.pk}": 1, f"place_{first.pk}": 2,
    }  # fmt: skip
    assert officer.post(page(of, "paper"), sent).url == page(of, "rule")
    ruled = {"rule": "every_college", "adopt_at_most": 2, "quorum_citizen": 20}
    assert officer.post(page(of, "rule"), ruled).url == page(of, "roll")
    assert "12 people who live in" in words(officer.get(page(of, "roll")))
    assert officer.post(page(of, "roll"), {"roll_kind": "closed", "bodies": [body.ref for body in bodies]}).url == page(
        of, "open"
    )
    check = words(officer.get(page(of, "open")))
    assert "12 on the roll" in check
    assert "10 on the roll" in check
    opened = officer.post(page(of, "open"), follow=True)
    assert opened.redirect_chain[-1][0] == f"/en/consultations/{of.ref}/vote/"
    vote = Vote.objects.get()
    assert vote.status == VoteStatus.OPENED
    assert [option.version for option in vote.options.all()] == [third, first, second]
    assert (vote.adopt_at_most, vote.quorums) == (2, {"citizen": 20})


def test_what_was_chosen_is_there_when_the_officer_comes_back(officer, of):
    vote = factories.prepared(of, adopt_at_most=2)
    again = fields(officer.get(page(of, "paper")))
    assert again["plans"] == [str(option.version_id) for option in vote.options.all()]
    assert fields(officer.get(page(of, "rule")))["adopt_at_most"] == ["2"]
    assert len(fields(officer.get(page(of, "roll")))["bodies"]) == 15


@pytest.mark.parametrize(
    "wrong",
    [
        {"plans": ["0"]},
        {"plans": ["\x00"]},
        {"plans": []},
    ],
)
def test_what_cannot_be_comes_back_with_a_sentence_and_what_was_ticked(officer, of, wrong):
    vote = factories.prepared(of)
    first = vote.options.first().version
    response = officer.post(page(of, "paper"), {"plans": [first.pk], f"place_{first.pk}": "7", **wrong})
    assert response.status_code == 400
    assert fields(response)[f"place_{first.pk}"] == ["7"]
    assert vote.options.count() == 3


def test_a_search_brings_others_and_keeps_what_is_ticked(officer, of):
    factories.prepared(of, public=1, sse=0)
    far = plans.organisation("cooperative", "Coopérative Rayhana de Jendouba")
    ticked = fields(officer.get(page(of, "roll")))["bodies"]
    found = officer.post(page(of, "roll"), {"bodies": ticked, "find": "rayhana", "search": "1"})
    assert far.name in words(found)
    assert "Nobody speaks for it" in words(found)
    assert fields(found)["bodies"] == ticked
    assert officer.post(page(of, "roll"), {"roll_kind": "closed", "bodies": [*ticked, far.ref]}).url == page(of, "open")
    assert Vote.objects.get().roll.filter(organisation=far, college=College.SSE).exists()


@pytest.mark.parametrize("bodies", [["unknown"], ["\x00"], ["x" * 1000], ["1"]])
def test_unknown_bodies_are_refused(officer, of, bodies):
    factories.prepared(of)
    assert officer.post(page(of, "roll"), {"roll_kind": "closed", "bodies": bodies}).status_code == 400


def test_what_is_missing_is_said_before_and_when_opening(officer, of):
    factories.prepared(of, sse=0)
    for response in (officer.get(page(of, "open")), officer.post(page(of, "open"))):
        assert "Only 0 citizens stand on the roll" in words(response)
    assert response.status_code == 409
    assert Vote.objects.get().status == VoteStatus.PREPARED


def test_steps_in_the_wrong_order_lead_to_the_first(officer, of):
    for step in ("paper", "rule", "roll", "open"):
        assert officer.get(page(of, step)).url == page(of, "prepare")
    factories.citizens(of)
    vote = factories.prepared(of)
    officer.post(page(of, "open"))
    for step in ("prepare", "paper", "rule", "roll", "open"):
        for send in (officer.get, officer.post):
            assert send(page(of, step)).url == f"/en/consultations/{of.ref}/vote/"
    assert vote.options.count() == 3


def test_without_a_plan_the_page_says_what_to_do(officer, of):
    officer.post(page(of, "prepare"), {"method": "approval"})
    assert "No plan has been published yet" in words(officer.get(page(of, "paper")))


def test_an_officer_without_second_factor_is_told_to_set_it_up(officer, of):
    Authenticator.objects.all().delete()
    response = officer.get(page(of, "prepare"))
    assert response.status_code == 403
    assert "second factor" in words(response)


@pytest.mark.parametrize("step", ["prepare", "paper", "rule", "roll", "open"])
def test_others_find_nothing_there(client, of, step):
    factories.prepared(of)
    assert "/login/" in client.get(page(of, step)).url or "account" in client.get(page(of, step)).url
    elsewhere = factories.officer_of(factories.consultation().organisation)
    for user in (plans.person(), elsewhere, plans.member(of.organisation, Role.FACILITATOR)):
        client.force_login(user)
        assert client.get(page(of, step)).status_code == 404
        assert client.post(page(of, step)).status_code == 404
