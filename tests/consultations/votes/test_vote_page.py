"""The vote before it is counted: the same for every stranger, no cookie, no figure that tells of persons or of choices."""

import pytest
from django.test import Client

from consultations.enums import ConsultationStatus
from consultations.votes.enums import RollKind
from consultations.votes.models import Vote
from policylab.core.clock import db_now
from policylab.directory.enums import College

from . import factories
from .pages import address, words

pytestmark = pytest.mark.django_db


def test_a_stranger_reads_it_without_a_cookie(client, django_assert_max_num_queries):
    vote = factories.voted()
    with django_assert_max_num_queries(10):
        page = client.get(address(vote))
    assert page.status_code == 200
    assert not page.cookies
    assert "public" in page["Cache-Control"]
    assert "csrf" not in page.content.decode()


@pytest.mark.parametrize("open_roll", [False, True])
def test_what_its_page_asks_for_a_voter(client, open_roll, django_assert_max_num_queries):
    vote = factories.voted()
    Vote.objects.filter(pk=vote.pk).update(roll_kind=RollKind.OPEN if open_roll else RollKind.CLOSED)
    client.force_login(vote.roll.filter(college=College.CITIZEN, has_voted=True).first().user)
    client.get(address(vote))
    with django_assert_max_num_queries(14):
        assert "You have voted" in words(client.get(address(vote)))


@pytest.mark.parametrize(
    ("to", "sentence"), [("before", "begins soon"), ("during", "vote is open"), ("after", "being counted")]
)
def test_each_moment_has_its_sentence(client, to, sentence):
    assert sentence in words(client.get(address(factories.opened(to=to))))


def test_a_cancelled_consultation_says_so(client):
    vote = factories.voted()
    of = vote.phase.consultation
    type(of).objects.filter(pk=of.pk).update(
        status=ConsultationStatus.CANCELLED, cancelled_because="Faute de budget.", cancelled_at=db_now()
    )
    assert "cancelled" in words(client.get(address(vote)))


@pytest.mark.parametrize("to", ["during", "after"])
def test_no_choice_changes_a_byte_of_it_before_counting(to):
    """Two votes alike but for what was approved show the same page, to strangers, voters and officers."""
    vote = factories.voted()
    factories.move(vote, to)
    people = [
        None,
        factories.entries(vote, College.CITIZEN)[0].user,
        factories.officer_of(vote.phase.consultation.organisation),
    ]

    def pages():
        seen = []
        for person in people:
            client = Client()
            if person:
                client.force_login(person)
            seen.append(words(client.get(address(vote))))
        return seen

    before = pages()
    vote.ballots.update(choices=["C"])
    vote.named_votes.update(choices=["C"], reason="Autre chose.")
    assert pages() == before


def test_turnout_is_rounded_where_ballots_are_separated_and_named_where_they_are_not(client):
    vote = factories.voted(people=30, citizen=("A",) * 14, public=("A", "B"))
    said = words(client.get(address(vote)))
    # Elsewhere stand hours, and numbers of people.
    told = said[said.index("Who votes") : said.index("Bodies that vote by name")]
    assert "at least 10" in told
    assert "14" not in told
    assert "fewer than 10" in said
    assert "have voted: 2" in said
    assert said.count("has not voted yet") == 1


def test_who_voted_in_a_separated_college_is_not_told(client):
    vote = factories.voted()
    said = words(client.get(address(vote)))
    for entry in factories.entries(vote, College.SSE):
        assert entry.organisation.name not in said


def test_while_it_is_being_prepared_others_read_that_it_comes_and_no_plan(client):
    vote = factories.prepared()
    page = client.get(address(vote))
    assert page.status_code == 200
    for option in vote.options.all():
        assert option.version.title not in words(page)


@pytest.mark.parametrize("page", ["", "mine", "result", "result/package.zip", "result/recount.py", "result/receipt"])
def test_an_unknown_vote_is_not_found(client, page):
    client.force_login(factories.plans.person())
    ending = "" if "." in page else "/"
    for ref in ("unknown", "0"):
        assert client.get(f"/en/consultations/{ref}/vote/{page}{ending}").status_code == 404


def test_a_voter_sees_the_own_act(client):
    vote = factories.opened()
    entry = factories.entries(vote, College.CITIZEN)[0]
    client.force_login(entry.user)
    assert address(vote, "ballot", "me") in client.get(address(vote)).content.decode()
    factories.cast(entry, "A")
    assert "You have voted" in words(client.get(address(vote)))
    client.force_login(factories.plans.person())
    assert "not on the roll" in words(client.get(address(vote)))
