"""Nothing else joins, and nobody learns: what one ballot leaves behind, what a code is worth to others, what pages tell."""

import logging
import re

import pytest
from django.db import connection

from consultations.votes.models import Ballot, CollegeChoice
from policylab.core.clock import db_now
from policylab.directory.enums import College
from tests.proposals import factories as plans

from . import factories
from .pages import address, code_on, fields

pytestmark = pytest.mark.django_db
PAGES = ("", "mine", "college", "result")


@pytest.fixture
def vote():
    return factories.opened()


def person(client_of, vote, number):
    client = client_of()
    client.force_login(factories.entries(vote, College.CITIZEN)[number].user)
    return client


def cast(client, vote, choices, **more):
    check = client.post(address(vote, "check", "me"), {"choices": list(choices), **more})
    return client.post(address(vote, "cast", "me"), fields(check))


@pytest.fixture
def client_of():
    from django.test import Client

    return Client


def rows():
    """Everything the database holds, table by table."""
    held = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            held[table] = sorted(map(repr, cursor.fetchall()))
    return held


def test_a_ballot_touches_two_tables_and_no_log(client_of, vote, caplog):
    """No session, cache, outbox, task, notice, search row or audit line has anything of it."""
    client = person(client_of, vote, 0)
    check = client.post(address(vote, "check", "me"), {"choices": ["A", "C"]})
    before = rows()
    with caplog.at_level(logging.DEBUG):
        receipt = client.post(address(vote, "cast", "me"), fields(check))
    after = rows()
    assert receipt.status_code == 200
    assert {table for table in after if after[table] != before[table]} == {"votes_ballot", "votes_rollentry"}
    assert code_on(receipt) not in caplog.text
    assert code_on(receipt) not in repr(after)


def test_a_ballot_after_a_choice_touches_the_same_two_tables_and_the_choice_one_of_its_own(client_of, vote):
    """Who chose stands beside no ballot, has no time, and is the same row before and after."""
    client, club = person(client_of, vote, 0), factories.entries(vote, College.SSE)[0]
    plans.member(club.organisation, user=factories.entries(vote, College.CITIZEN)[0].user)
    for act, college in (("choose", College.SSE), ("cast", None)):
        check = client.post(address(vote, "check", club.organisation.ref), {"choices": ["A"]})
        before = rows()
        if act == "choose":
            client.post(address(vote, "college"), {"college": college})
        else:
            assert client.post(address(vote, "cast", club.organisation.ref), fields(check)).status_code == 200
        after = rows()
        touched = {table for table in after if after[table] != before[table]} - {"django_session"}
        assert touched == ({"votes_collegechoice"} if act == "choose" else {"votes_ballot", "votes_rollentry"})
    held = {field.name for field in CollegeChoice._meta.get_fields()}
    assert held == {"key", "vote", "user", "college"}


def test_my_code_is_worth_nothing_to_anybody_else(client_of, vote):
    """Another marked voter, an unmarked one, my code in their form with its signature, and a code of one's own making."""
    mine, marked, unmarked = (person(client_of, vote, number) for number in range(3))
    check = mine.post(address(vote, "check", "me"), {"choices": ["A"]})
    code = code_on(mine.post(address(vote, "cast", "me"), fields(check)))
    cast(marked, vote, "B")
    stored = sorted(Ballot.objects.values_list("key", "choices", "owner_hash"))
    for other in (marked, unmarked):
        pages = [tried(other, vote, one, fields(check)["signature"][0]) for one in (code, "2222-3333-4444-5555")]
        assert pages[0] == pages[1]  # nothing tells a true code from an invented one
    assert sorted(Ballot.objects.values_list("key", "choices", "owner_hash")) == stored
    again = mine.post(address(vote, "cast", "me"), fields(check))
    assert code_on(again) == code
    assert sorted(Ballot.objects.values_list("key", "choices", "owner_hash")) == stored


def tried(client, vote, code, signature):
    """What each door answers, without the code that was typed, and tokens that differ each time."""
    sent = {"choices": ["C"], "code": code, "signature": signature}
    answers = []
    for step in ("change", "cast", "ballot"):
        page = client.post(address(vote, step, "me"), sent)
        assert page.status_code != 200 or step == "ballot"
        text = page.content.decode().replace(code, "")
        answers.append((page.status_code, re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)))
    return answers


def test_two_votes_with_other_choices_give_the_same_pages_before_closing(client_of):
    """Byte for byte, for strangers, for who has voted and for the officer: turnout alone is shown, and rounded."""
    vote = factories.opened(people=20)
    entries = factories.entries(vote, College.CITIZEN) + factories.entries(vote, College.SSE)
    codes = [factories.cast(entry, "A") for entry in entries[:14]]
    plans.member(entries[-1].organisation, user=entries[15].user)
    CollegeChoice.objects.create(vote=vote, user=entries[15].user, college=College.CITIZEN)
    for _n in range(3):  # a minute that ends meanwhile may change a page by itself
        begun, first = db_now().minute, seen(client_of, vote)
        Ballot.objects.filter(vote=vote).update(choices=["B", "C"])
        second = seen(client_of, vote)
        factories.cast(entries[0], "C", codes[0])
        third = seen(client_of, vote)
        if db_now().minute == begun:
            break
    assert first == second == third


def seen(client_of, vote):
    officer, voter = client_of(), person(client_of, vote, 0)
    officer.force_login(factories.officer_of(vote.phase.consultation.organisation))
    both = client_of()
    both.force_login(CollegeChoice.objects.get().user)
    ref = vote.phase.consultation.ref
    more = (f"/en/consultations/{ref}/", f"/en/consultations/{ref}/report/", "/en/results/", "/en/search/?q=Plan")
    found = []
    for client in (client_of(), voter, both, officer):
        for url in [*(address(vote, page) for page in PAGES), *more]:
            page = client.get(url)
            text = re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]+"', "", page.content.decode())
            found.append((url, page.status_code, text))
    return found
