"""Each method is asked what it needs, on the pages and in the services; every refusal says what is wrong and where."""

from decimal import Decimal

import pytest

from consultations.votes import preparing_forms, services
from consultations.votes.enums import BY_MAJORITY, Completion, Method, Rule, VoteStatus
from consultations.votes.history import sentences
from consultations.votes.models import Vote
from consultations.votes.preflight import GOOD, WARN, look_over
from consultations.votes.rule_words import rule_of
from policylab.core.clock import db_now
from policylab.core.errors import Refused
from policylab.directory.enums import College

from . import factories
from .pages import fields, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
THIRDS = {College.PUBLIC: 30, College.CITIZEN: 40, College.SSE: 30}
PUBLIC, CITIZEN, SSE = "public", "citizen", "sse"


@pytest.fixture(autouse=True)
def every_method_offered(monkeypatch):
    monkeypatch.setattr(preparing_forms, "OFFERED", tuple(Method))


@pytest.fixture
def of():
    return factories.consultation()


@pytest.fixture
def officer(client, of):
    client.force_login(factories.officer_of(of.organisation))
    return client


def page(of, step):
    return f"/en/consultations/{of.ref}/vote/{step}/"


def each(what, *numbers):
    return {f"{what}_{college}": number for college, number in zip((PUBLIC, CITIZEN, SSE), numbers, strict=True)}


def begun(officer, of, method):
    """The first step pressed; gives back the pks of three plans."""
    assert officer.post(page(of, "prepare"), {"method": method}).url == page(of, "paper")
    return [version.pk for version in factories.versions(of)]


def state(vote, **stated):
    officer = factories.officer_of(vote.phase.consultation.organisation)
    return services.state_rule(user=officer, vote=vote, stated=services.Stated(**stated))


def test_weights_are_refused_by_name_and_what_was_typed_stays(officer, of):
    pks = begun(officer, of, "approval")
    officer.post(page(of, "paper"), {"plans": pks})
    for weights, sentence in [
        ((60, 20, 20), "Public authorities: 60 per cent are too many"),
        ((50, 45, 5), "Social and solidarity economy: 5 per cent are too few"),
        ((30, 30, 30), "come to 90 per cent together"),
    ]:
        response = officer.post(page(of, "rule"), {"rule": "weighted_colleges", **each("weight", *weights)})
        assert response.status_code == 400
        assert sentence in words(response)
        assert fields(response)["weight_public"] == [str(weights[0])]
    sent = {"rule": "weighted_colleges", **each("weight", 30, 40, 30), "quorum_citizen": 25, "adopt_at_most": 1}
    assert officer.post(page(of, "rule"), sent).url == page(of, "roll")
    vote = Vote.objects.get()
    assert (vote.rule, vote.weights, vote.quorums) == (Rule.WEIGHTED_COLLEGES, THIRDS, {CITIZEN: 25})
    said = " ".join(rule_of(vote))
    assert "Public authorities 30%, Citizens 40%, Social and solidarity economy 30%" in said
    assert "so many must have voted: Citizens 25%" in said


@pytest.mark.parametrize("method", BY_MAJORITY)
def test_one_person_one_vote_is_offered_with_a_word_on_when_to_pick_it(officer, of, method):
    pks = begun(officer, of, method)
    officer.post(page(of, "paper"), {"plans": pks[: 1 if method == Method.YES_NO else 3]})
    assert "Choose it where colleges need not agree" in words(officer.get(page(of, "rule")))
    assert officer.post(page(of, "rule"), {"rule": "one_person_one_vote"}).url == page(of, "roll")
    vote = Vote.objects.get()
    assert (vote.rule, vote.weights) == (Rule.ONE_PERSON_ONE_VOTE, {})
    said = rule_of(vote)
    assert said[0].startswith("One person, one vote: papers of all colleges are counted as one college.")
    assert said[2] == "A plan is adopted if that one college approves it."


def test_two_colleges_have_no_weights_and_a_quorum_is_a_part(of):
    two = factories.prepared(factories.consultation(colleges=(College.PUBLIC, College.CITIZEN)))
    with pytest.raises(Refused, match="at least 3 colleges"):
        state(two, rule=Rule.WEIGHTED_COLLEGES, weights={PUBLIC: 50, CITIZEN: 50})
    for quorums in ({CITIZEN: 101}, {CITIZEN: 0}, {SSE: 10}):
        with pytest.raises(Refused, match="from 1 to 100"):
            state(two, quorums=quorums)


def test_a_budget_asks_for_costs_money_and_parts(officer, of):
    first, second, third = begun(officer, of, "equal_shares")
    costs = {f"cost_{first}": "25 000,500", f"cost_{second}": "40000"}
    response = officer.post(page(of, "paper"), {"plans": [first, second, third], **costs})
    assert response.status_code == 400
    assert "Say what this plan costs" in words(response)
    assert fields(response)[f"cost_{first}"] == ["25 000,500"]
    officer.post(page(of, "paper"), {"plans": [first, second], **costs})
    asked = words(officer.get(page(of, "rule")))
    assert "How the colleges decide together" not in asked
    money = {"money": "60000", "currency": "TND", "shared": "colleges", "completion": "add1_greedy"}
    for wrong, sentence in [
        ({"money": ""}, "Say how much money there is"),
        ({"money": "a lot"}, "digits only"),
        ({"money": "1000.555", "currency": "EUR"}, "more decimals than its currency"),
        (each("share", 20, 50, 20), "come to 90 per cent"),
        (each("share", 50, 50, 0), "above nothing"),
    ]:
        response = officer.post(page(of, "rule"), {**money, **each("share", 20, 50, 30), **wrong})
        assert (response.status_code, sentence in words(response)) == (400, True), sentence
    officer.post(page(of, "rule"), {**money, **each("share", 20, 50, 30)})
    vote = Vote.objects.get()
    assert [option.cost for option in vote.options.all()] == [Decimal("25000.5"), Decimal(40000)]
    assert (vote.money, vote.completion, vote.money_shares[CITIZEN]) == (60000, Completion.ADD1_GREEDY, 50)
    assert "There are TND\N{NO-BREAK SPACE}60,000 to share out." in rule_of(vote)


def test_seats_ask_for_candidates_and_another_method_forgets_them(officer, of):
    begun(officer, of, "stv")
    names = {"name_1": "Amel", "about_1": "Teacher", "name_2": "Karim", "about_2": "", "name_3": "", "about_3": "Who?"}
    response = officer.post(page(of, "paper"), names)
    assert "Who is this?" in words(response)
    more = officer.post(page(of, "paper"), {**names, "more": "1"})
    assert (fields(more)["name_1"], "name_6" in fields(more)) == (["Amel"], True)
    assert "stands there twice" in words(officer.post(page(of, "paper"), {"name_1": "Amel", "name_2": "amel"}))
    assert "at least two" in words(officer.post(page(of, "paper"), {"name_1": "Amel"}))
    officer.post(page(of, "paper"), {**names, "about_3": ""})
    one_roll = {"seated": "roll"}
    assert "nothing to choose" in words(officer.post(page(of, "rule"), {**one_roll, "seats": 2}))
    assert officer.post(page(of, "rule"), {**one_roll, "seats": 1}).url == page(of, "roll")
    vote = Vote.objects.get()
    assert [(one.name, one.about) for one in vote.options.all()] == [("Amel", "Teacher"), ("Karim", "")]
    officer.post(page(of, "prepare"), {"method": "yes_no"})
    vote = Vote.objects.get()
    assert (vote.seats, vote.rule, vote.options.count()) == (None, Rule.ONE_PERSON_ONE_VOTE, 0)
    plans = [version.pk for version in factories.versions(of, 2)]
    assert "asked of one plan" in words(officer.post(page(of, "paper"), {"plans": plans}))
    assert officer.post(page(of, "paper"), {"plans": plans[:1]}).url == page(of, "rule")


def test_everything_is_looked_over_and_what_stops_is_refused_with_the_same_words(officer, of):
    vote = factories.prepared(of)
    factories.citizens(of)
    lines = {str(line.title): line for line in look_over(vote, db_now())}
    assert [lines[one].state for one in ("On the paper", "Decision", "Citizens", "Public authorities")] == [GOOD] * 4
    assert (lines["Languages"].state, "English" in lines["Languages"].text) == (WARN, True)
    assert "Who speaks for them" not in lines
    silent = vote.roll.exclude(organisation=None).select_related("organisation").first().organisation
    silent.memberships.update(ended_at=db_now())
    line = next(line for line in look_over(vote, db_now()) if line.title == "Who speaks for them")
    assert (line.state, silent.name in line.text) == (WARN, True)
    Vote.objects.filter(pk=vote.pk).update(method=Method.EQUAL_SHARES, rule=Rule.ONE_PERSON_ONE_VOTE)
    assert "Say what each plan costs" in words(officer.post(page(of, "open")))
    vote.options.update(cost=20)
    response = officer.post(page(of, "open"))
    assert response.status_code == 409
    assert words(response).count("Say how much money there is.") == 2  # in the alert and in its line
    assert page(of, "rule") in response.content.decode()
    Vote.objects.filter(pk=vote.pk).update(money=50, currency="TND", completion=Completion.ADD1)
    money = next(line for line in look_over(factories.again(vote), db_now()) if line.title == "Money")
    assert (money.state, "TND\N{NO-BREAK SPACE}60" in money.text) == (GOOD, True)
    Vote.objects.filter(pk=vote.pk).update(money=19)
    money = next(line for line in look_over(factories.again(vote), db_now()) if line.title == "Money")
    assert (money.state, "A, B, C" in money.text) == (WARN, True)
    assert Vote.objects.get().status == VoteStatus.PREPARED


def test_a_database_that_keeps_history_is_told_in_words():
    quiet = {
        "archive_mode": "off", "log_statement": "none", "log_min_duration_statement": "-1", "track_commit_timestamp": "off",
    }  # fmt: skip
    assert sentences(quiet, 0) == []
    loud = {
        "archive_mode": "on",
        "log_statement": "all",
        "log_min_duration_statement": "0",
        "track_commit_timestamp": "on",
    }
    named = ["archive_mode", "replicas", "log_statement", "track_commit_timestamp"]
    assert [word in sentence for word, sentence in zip(named, sentences(loud, 2), strict=True)] == [True] * 4
    assert len(sentences({**quiet, "log_min_duration_statement": "250"}, 1)) == 2
    for name in ("log_min_duration_sample", "log_transaction_sample_rate", "log_parameter_max_length_on_error"):
        assert [name in sentence for sentence in sentences({**quiet, name: "1"}, 0)] == [True]
