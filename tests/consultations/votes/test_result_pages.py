"""Results: public, permanent, in words made from the figures, with everything needed to count again."""

import hashlib
import re

import pytest

from consultations.tallies.recounting.assembly import script
from consultations.votes import services
from consultations.votes.models import Vote
from policylab.directory.enums import College

from . import factories
from .pages import address, words

pytestmark = pytest.mark.django_db


def test_a_stranger_reads_it_without_a_cookie(client, django_assert_max_num_queries):
    vote = factories.counted()
    with django_assert_max_num_queries(15):
        page = client.get(address(vote, "result"))
    assert page.status_code == 200
    assert not page.cookies
    assert "public" in page["Cache-Control"]
    said = words(page)
    assert "Plan A is adopted by all 3 colleges" in said
    assert "20 papers were cast." in said
    assert vote.result.package_digest in said


def test_why_a_plan_is_not_adopted_is_said_with_its_figures(client):
    said = words(client.get(address(factories.counted(), "result")))
    assert "Why not plan B?" in said
    assert "1 paper of 2 approves it, 2 were needed" in said
    assert "2 papers of 8 approve it, 5 were needed" in said


def test_more_approvals_in_all_without_a_majority_everywhere(client):
    vote = factories.counted(public=("A", "A", "B"), citizen=("AB",) * 8, sse=("AB",) * 5 + ("B",) * 4)
    said = words(client.get(address(vote, "result")))
    assert "It has more approvals in all: 18 against 15 for plan A." in said


def test_at_most_one_says_what_decided(client):
    vote = factories.counted(adopt_at_most=1, public=("AB", "AB", "A"), citizen=("AB",) * 8, sse=("AB",) * 8)
    said = words(client.get(address(vote, "result")))
    assert "it comes in place 2" in said
    assert "What counts then is the college that likes a plan least: Public authorities, 66.7" in said.replace(
        ",7", ".7"
    )


def test_a_tie_is_broken_by_lot_and_says_so(client):
    vote = factories.counted(adopt_at_most=1, public=("AB",) * 3, citizen=("AB",) * 8, sse=("AB",) * 8)
    first = vote.result.tie_order[0] if vote.result.tie_order[0] != "C" else vote.result.tie_order[1]
    assert vote.result.outcome["adopted"] == [first]
    assert f"level with plan {first} in everything; a lot decides" in words(client.get(address(vote, "result")))


def test_a_college_in_which_three_voted_is_told_without_figures(client):
    vote = factories.counted(citizen=("A", "A", "B"))
    said = words(client.get(address(vote, "result")))
    assert "Citizens: no majority. So few voted there that figures would tell on them." in said
    assert "Citizens 6" not in said


def test_how_many_voted_in_a_withheld_college_stands_nowhere_and_in_one_wording_everywhere(client):
    """Its tile, the table's head, the papers cast, a quorum that was missed, the report."""
    vote = factories.voted(citizen=("A", "A", "B"))
    Vote.objects.filter(pk=vote.pk).update(quorums={"citizen": 90})
    factories.move(vote, "after")
    services.close_vote(vote=vote)
    result, report = (words(client.get(url)) for url in (address(vote, "result"), report_of(vote)))
    assert "Citizens fewer than 5 of 12" in result
    assert "Citizens (fewer than 5)" in result
    assert "Citizens: fewer than 5 of 12 on the roll have voted; the quorum was 11." in result
    assert "fewer than 5" in report
    for page in (result, report):
        assert "12 papers were cast where figures are told." in page
        assert not re.search(r"\b3 of 12\b|Citizens \(3\)|\b15\b papers|25%", page)


def report_of(vote):
    return f"/en/consultations/{vote.phase.consultation.ref}/report/"


def test_no_plan_adopted_and_nobody_voted(client):
    vote = factories.counted(public=(), citizen=(), sse=())
    said = words(client.get(address(vote, "result")))
    assert "No plan is adopted" in said
    assert "nobody voted, so nothing has a majority there" in said


def test_bodies_answer_for_their_vote_after_counting(client):
    vote = factories.counted()
    said = words(client.get(address(vote, "result")))
    for entry in factories.entries(vote, College.PUBLIC):
        assert entry.organisation.name in said
    assert "Parce que." in said
    for entry in factories.entries(vote, College.SSE):
        assert entry.organisation.name not in said


def test_the_package_and_its_script_are_sent_byte_for_byte(client):
    vote = factories.counted()
    package = client.get(address(vote, "result/package.zip"))
    assert package["Content-Type"] == "application/zip"
    assert f"vote-{vote.ref}.zip" in package["Content-Disposition"]
    assert hashlib.sha256(package.content).hexdigest() == vote.result.package_digest
    assert client.get(address(vote, "result/recount.py")).content == script(vote.method)
    assert not package.cookies


@pytest.mark.parametrize("page", ["result/package.zip", "result/recount.py", "result/receipt"])
def test_nothing_of_it_before_counting(client, page):
    vote = factories.voted()
    for moment in ("during", "after"):
        factories.move(vote, moment)
        assert client.get(address(vote, page)).status_code == 404
        assert client.post(address(vote, page), {"code": "x"}).status_code in {404, 405}
    assert client.get(address(vote, "result")).url == address(vote)


@pytest.fixture
def counted_with_code():
    vote = factories.opened()
    code = factories.cast(factories.entries(vote, College.CITIZEN)[0], "A")
    factories.move(vote, "after")
    services.close_vote(vote=vote)
    return vote, code


def test_was_my_ballot_counted(client, counted_with_code):
    vote, code = counted_with_code
    page = client.post(address(vote, "result/receipt"), {"code": code.lower()})
    assert "Yes: your ballot was counted" in words(page)
    assert not page.cookies
    assert page["Cache-Control"] == "no-store"


def test_it_proves_inclusion_and_never_content(client, counted_with_code):
    vote, code = counted_with_code
    page = client.post(address(vote, "result/receipt"), {"code": code})
    assert vote.options.first().version.title not in words(page)
    assert "Plan" not in words(page)


@pytest.mark.parametrize("typed", ["", "K7RM", "x" * 100_000, "\x00", "<script>", "\u202e"])
def test_what_is_no_code_is_said_at_the_field(client, counted_with_code, typed):
    page = client.post(address(counted_with_code[0], "result/receipt"), {"code": typed})
    assert page.status_code == 400
    assert "<script>" not in words(page) or typed == "<script>"


def test_a_code_of_another_vote_is_not_in_this_one(client, counted_with_code):
    _vote, code = counted_with_code
    page = client.post(address(factories.counted(), "result/receipt"), {"code": code})
    assert "No ballot with this code was counted" in words(page)


def test_the_list_of_results_costs_the_same_with_more_of_them(client, django_assert_num_queries):
    factories.counted()
    with django_assert_num_queries(4):
        page = client.get("/en/results/")
    assert not page.cookies
    assert "1 vote counted" in words(page)
    factories.counted()
    factories.voted()
    with django_assert_num_queries(4):
        assert "2 votes counted" in words(client.get("/en/results/"))


@pytest.mark.parametrize("number", ["0", "999", "x", "-1"])
def test_pages_that_do_not_exist_lead_to_one_that_does(client, number):
    assert client.get(f"/en/results/?page={number}").status_code == 200


def test_an_arabic_page_has_its_own_letters_and_says_which_they_are_in_the_package(client):
    vote = factories.counted()
    page = client.get(address(vote, "result").replace("/en/", "/ar/")).content.decode()
    assert "أ" in page
    assert '<bdi dir="ltr">A</bdi> = أ' in page
