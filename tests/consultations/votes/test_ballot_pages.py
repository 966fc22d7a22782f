"""Choose, check, cast: as a voter meets it, and everything that may go wrong in between."""

import pytest
from django.contrib.sessions.models import Session

from consultations.votes import services
from consultations.votes.models import Ballot, NamedVote, RollEntry
from policylab.core.clock import db_now
from policylab.directory.enums import College
from tests.proposals import factories as plans

from . import factories
from .pages import address, code_on, fields, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def vote():
    return factories.opened()


@pytest.fixture
def entry(vote):
    return factories.entries(vote, College.CITIZEN)[0]


@pytest.fixture
def voter(client, entry):
    client.force_login(entry.user)
    return client


def checked(voter, vote, choices="A", who="me", **more):
    return voter.post(address(vote, "check", who), {"choices": list(choices), **more})


def cast_by(voter, vote, choices="A", who="me", **more):
    return voter.post(address(vote, "cast", who), fields(checked(voter, vote, choices, who, **more)))


def test_the_way_of_a_ballot(voter, vote, entry):
    """From the link on the vote's page to the receipt, each form sent as it stands."""
    paper = voter.get(address(vote, "mine"), follow=True)
    assert paper.redirect_chain[-1][0] == address(vote, "ballot", "me")
    check = voter.post(address(vote, "check", "me"), fields(paper, choices=["A", "C"]))
    assert not Ballot.objects.exists()
    receipt = voter.post(address(vote, "cast", "me"), fields(check))
    assert receipt.status_code == 200
    assert code_on(receipt) == code_on(check)
    assert Ballot.objects.get().choices == ["A", "C"]


def test_nothing_ticked_is_said_plainly_and_cast_as_a_blank_paper(voter, vote):
    check = checked(voter, vote, "")
    assert "blank" in words(check)
    voter.post(address(vote, "cast", "me"), fields(check))
    assert Ballot.objects.get().choices == []


def test_the_check_screen_can_be_corrected_with_the_choices_kept(voter, vote):
    check = checked(voter, vote, "AC")
    paper = voter.post(address(vote, "ballot", "me"), fields(check))
    assert sorted(fields(paper)["choices"]) == ["A", "C"]
    assert not Ballot.objects.exists()


def test_a_repeated_submit_shows_the_same_receipt(voter, vote):
    sent = fields(checked(voter, vote))
    first, second = (voter.post(address(vote, "cast", "me"), sent) for _n in range(2))
    assert first.status_code == second.status_code == 200
    assert code_on(first) == code_on(second)
    assert Ballot.objects.count() == 1


def test_a_second_tab_is_told_and_offered_the_code(voter, vote):
    first, second = checked(voter, vote, "A"), checked(voter, vote, "B")
    receipt = voter.post(address(vote, "cast", "me"), fields(first))
    refused = voter.post(address(vote, "cast", "me"), fields(second))
    assert refused.status_code == 409
    assert "already voted" in words(refused)
    assert Ballot.objects.get().choices == ["A"]
    paper = voter.post(address(vote, "change", "me"), {"code": code_on(receipt)})
    assert "choices" not in fields(paper)
    again = voter.post(address(vote, "check", "me"), fields(paper, choices=["B"]))
    assert code_on(again) == code_on(receipt)
    voter.post(address(vote, "cast", "me"), fields(again))
    assert Ballot.objects.get().choices == ["B"]


def test_who_has_voted_is_asked_for_the_code_and_never_shown_the_choices(voter, vote):
    cast_by(voter, vote, "B")
    page = voter.get(address(vote, "ballot", "me"), follow=True)
    assert page.redirect_chain[-1][0] == address(vote, "change", "me")
    assert "choices" not in fields(page)


@pytest.mark.parametrize("typed", ["", "K7RM", "K7RM-4Q2X-9TDA-H3WP", "x" * 100_000, "\x00", "<script>", "\u202eK7RM"])
def test_a_wrong_code_changes_nothing_and_stays_in_its_field(voter, vote, typed):
    cast_by(voter, vote, "B")
    page = voter.post(address(vote, "change", "me"), {"code": typed})
    assert page.status_code == 400
    assert Ballot.objects.get().choices == ["B"]


def test_the_code_of_somebody_else_and_of_another_vote_are_refused(voter, vote, entry):
    cast_by(voter, vote, "B")
    others = [
        factories.cast(factories.entries(vote, College.CITIZEN)[1], "A"),
        factories.cast(factories.entries(factories.opened(), College.CITIZEN)[0], "A"),
    ]
    for code in others:
        page = voter.post(address(vote, "change", "me"), {"code": code})
        assert page.status_code == 400
        assert code in page.content.decode()


def test_a_forged_code_is_refused_and_the_choices_are_kept(voter, vote):
    sent = fields(checked(voter, vote, "BC"), code=["2222-3333-4444-5555"])
    page = voter.post(address(vote, "cast", "me"), sent)
    assert page.status_code == 409
    assert sorted(fields(page)["choices"]) == ["B", "C"]
    assert not Ballot.objects.exists()


@pytest.mark.parametrize("step", ["check", "cast"])
def test_a_vote_that_closed_between_page_and_post_stores_nothing_and_shows_the_choices(voter, vote, step):
    sent = fields(checked(voter, vote, "B"))
    factories.move(vote, "after")
    page = voter.post(address(vote, step, "me"), sent)
    assert page.status_code == 409
    assert "too late" in words(page)
    assert "Yes" in words(page)
    assert not Ballot.objects.exists()


def test_a_ballot_that_comes_after_the_counting_meets_the_same_page(voter, vote):
    sent = fields(checked(voter, vote, "B"))
    factories.move(vote, "after")
    services.close_vote(vote=vote)
    assert voter.post(address(vote, "cast", "me"), sent).status_code == 409


@pytest.mark.parametrize("step", ["ballot", "check", "cast", "change"])
def test_a_session_that_ended_keeps_nothing_and_shows_the_choices(client, voter, vote, step):
    sent = fields(checked(voter, vote, "B"))
    client.logout()
    page = client.post(address(vote, step, "me"), sent)
    assert page.status_code == 403
    assert "signed out" in words(page)
    assert "Yes" in words(page)
    assert not Ballot.objects.exists()
    assert sent["code"][0] not in page.content.decode()


def test_no_session_holds_a_code_or_a_choice(voter, vote):
    """What a session keeps stands beside the account in the database."""
    receipt = cast_by(voter, vote, "B")
    kept = " ".join(str(session.get_decoded()) for session in Session.objects.all())
    assert code_on(receipt) not in kept
    assert "choices" not in kept


@pytest.mark.parametrize("page", ["ballot", "check", "cast"])
def test_pages_with_choices_or_a_code_are_stored_nowhere(voter, vote, page):
    response = voter.post(address(vote, page, "me"), {"choices": ["A"]})
    assert "no-store" in response["Cache-Control"]


def test_steps_opened_by_address_lead_to_the_paper(voter, vote):
    for step in ("check", "cast"):
        assert voter.get(address(vote, step, "me")).url == address(vote, "ballot", "me")


@pytest.mark.parametrize(
    "choices", [["Z"], ["A", "Z"], ["A" * 100_000], ["\x00"], ["<script>alert(1)</script>"], ["\u202eA"], ["1"]]
)
def test_what_is_not_on_the_paper_comes_back_with_a_sentence(voter, vote, choices):
    page = voter.post(address(vote, "check", "me"), {"choices": choices})
    assert page.status_code == 400
    assert "not on this ballot" in words(page)
    assert "<script>alert" not in page.content.decode()


@pytest.mark.parametrize("who", ["someone", "me2", "bcdfghjkmn", "ME"])
def test_an_unknown_entry_is_not_found(voter, vote, who):
    assert voter.get(address(vote, "ballot", who)).status_code == 404
    assert voter.post(address(vote, "cast", who), {}).status_code == 404


def test_somebody_not_on_the_roll_is_told_why(client, vote):
    client.force_login(plans.person())
    page = client.get(address(vote, "ballot", "me"), follow=True)
    assert "not on the roll" in words(page)
    assert client.post(address(vote, "cast", "me"), {"choices": ["A"]}).url == address(vote, "mine")


def test_a_body_one_does_not_speak_for_is_not_found(voter, vote):
    body = factories.entries(vote, College.PUBLIC)[0].organisation
    assert voter.get(address(vote, "ballot", body.ref)).status_code == 404


def test_a_body_votes_by_name_with_its_reason_and_changes_it(client, vote):
    entry = factories.entries(vote, College.PUBLIC)[0]
    client.force_login(factories.speaker(entry))
    who = entry.organisation.ref
    receipt = cast_by(client, vote, "AB", who, reason="Deux plans\nbien faits.")
    assert receipt.status_code == 200
    assert "receipt-code" not in receipt.content.decode()
    cast = NamedVote.objects.get()
    assert (cast.choices, cast.reason) == (["A", "B"], "Deux plans\nbien faits.")
    paper = client.get(address(vote, "ballot", who))
    assert sorted(fields(paper)["choices"]) == ["A", "B"]
    assert fields(paper)["reason"] == ["Deux plans\nbien faits."]


@pytest.mark.parametrize("reason", ["x" * 100_000, "a\x00b", "a\u202eb"])
def test_a_reason_that_cannot_be_kept_comes_back_at_its_field(client, vote, reason):
    entry = factories.entries(vote, College.PUBLIC)[0]
    client.force_login(factories.speaker(entry))
    page = checked(client, vote, "B", entry.organisation.ref, reason=reason)
    assert page.status_code == 400
    assert fields(page)["choices"] == ["B"]
    assert not NamedVote.objects.exists()


def test_html_in_a_reason_is_shown_as_it_was_typed(client, vote):
    entry = factories.entries(vote, College.PUBLIC)[0]
    client.force_login(factories.speaker(entry))
    page = checked(client, vote, "B", entry.organisation.ref, reason="<script>alert(1)</script>")
    assert "<script>alert" not in page.content.decode()
    assert "<script>alert(1)</script>" in words(page)


def test_an_sse_organisation_casts_a_separated_ballot_with_a_code(client, vote):
    entry = factories.entries(vote, College.SSE)[0]
    client.force_login(factories.speaker(entry))
    receipt = cast_by(client, vote, "C", entry.organisation.ref)
    assert code_on(receipt)
    assert Ballot.objects.get().college == College.SSE
    assert RollEntry.objects.get(has_voted=True).organisation == entry.organisation


def test_who_speaks_for_two_bodies_of_a_college_has_two_ballots(client, vote):
    first, second = factories.entries(vote, College.SSE)[:2]
    client.force_login(factories.speaker(first))
    plans.member(second.organisation, user=factories.speaker(first))
    page = client.get(address(vote, "mine")).content.decode()
    for body in (first, second):
        assert address(vote, "ballot", body.organisation.ref) in page
        cast_by(client, vote, "A", body.organisation.ref)
    assert RollEntry.objects.filter(has_voted=True).count() == 2


def test_who_speaks_no_more_for_a_body_finds_its_ballot_no_more(client, vote):
    entry = factories.entries(vote, College.SSE)[0]
    client.force_login(factories.speaker(entry))
    entry.organisation.memberships.update(ended_at=db_now())
    assert client.get(address(vote, "ballot", entry.organisation.ref)).status_code == 404


@pytest.mark.parametrize("moment", ["before", "after"])
def test_no_paper_before_or_after(voter, vote, moment):
    factories.move(vote, moment)
    assert voter.get(address(vote, "ballot", "me")).url == address(vote)


def test_queries(voter, vote, django_assert_max_num_queries):
    voter.get(address(vote))  # what a process keeps (the site, the menus) is whatever ran before
    with django_assert_max_num_queries(8):
        check = checked(voter, vote)
    with django_assert_max_num_queries(
        5
    ):  # session, account, line with its vote; words, which nobody has written in English
        check = checked(voter, vote)
    with django_assert_max_num_queries(12):  # PostgreSQL asks for its lock besides
        voter.post(address(vote, "cast", "me"), fields(check))
