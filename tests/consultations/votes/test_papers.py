"""The paper of each method, filled in as a browser would without a line of script: choose, press, read again, correct, cast."""

import re
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup

from consultations.votes import papers
from consultations.votes.enums import Method
from consultations.votes.models import Ballot, Option, Vote
from policylab.directory.enums import College

from . import factories
from .pages import address, fields, words

pytestmark = pytest.mark.django_db
STATED = {
    Method.EQUAL_SHARES: {"money": Decimal(60000), "currency": "TND", "completion": "add1_greedy"},
    Method.STV: {"seats": 2},
}
SHARED = {Method.EQUAL_SHARES, Method.STV}


def opened(method, options=3):
    vote = factories.opened(factories.consultation(colleges=[College.CITIZEN]), options=options)
    rule = {"rule": "one_person_one_vote"} if method in SHARED else {}
    Vote.objects.filter(pk=vote.pk).update(method=method, **rule, **STATED.get(method, {}))
    if method == Method.EQUAL_SHARES:
        for option, cost in zip(vote.options.order_by("position"), ("18000", "24500", "9750.5"), strict=True):
            Option.objects.filter(pk=option.pk).update(cost=Decimal(cost))
    if method == Method.STV:
        for option, name in zip(vote.options.order_by("position"), ("Amel", "سامي", "Leïla"), strict=True):
            Option.objects.filter(pk=option.pk).update(version=None, name=name, about="Habite le quartier.")
    return factories.again(vote)


def sit_down(client, vote):
    client.force_login(factories.entries(vote, College.CITIZEN)[0].user)
    return client.get(address(vote, "ballot", "me"))


def send(client, vote, page, step, **changed):
    return client.post(address(vote, step, "me"), {**inputs(page), **changed})


def inputs(page):
    """What the form would send; of radio buttons the one that is set."""
    form = BeautifulSoup(page.content, "html.parser").find("main").find_all("form")[-1]
    unset = {one["name"] for one in form.find_all("input", type="radio")} - {
        one["name"] for one in form.find_all("input", type="radio", checked=True)
    }
    set_to = {one["name"]: [one["value"]] for one in form.find_all("input", type="radio", checked=True)}
    return {name: value for name, value in (fields(page) | set_to).items() if name not in unset}


CHOSEN = [
    (Method.YES_NO, {"choices": "yes"}, ["yes"], ["Yes"]),
    (Method.YES_NO, {"choices": "abstain"}, [], ["I abstain", "blank"]),
    (Method.APPROVAL, {"choices": ["C", "A"]}, ["A", "C"], ["Yes", "No"]),
    (
        Method.MAJORITY_JUDGEMENT,
        {"grade-B": "0", "grade-A": "4"},
        {"A": 4, "B": 0},
        ["Very good", "Reject", "No grade"],
    ),
    (Method.MAJORITY_JUDGEMENT, {}, {}, ["blank"]),
    (Method.EQUAL_SHARES, {"choices": ["B", "A", "C"]}, ["A", "B", "C"], ["Yes"]),
    (Method.SCHULZE, {"choices": ["B", "none_of_these"]}, ["B", "none_of_these"], ["None of these 2", "Not ranked"]),
    (Method.STV, {"choices": ["C", "A"]}, ["C", "A"], ["Leïla 1", "Amel 2", "سامي Not ranked"]),
    (Method.STV, {}, [], ["blank"]),
]


@pytest.mark.parametrize(("method", "chosen", "stored", "said"), CHOSEN)
def test_what_is_chosen_is_read_back_corrected_and_cast(client, method, chosen, stored, said):
    vote = opened(method, options=1 if method == Method.YES_NO else 3)
    paper = sit_down(client, vote)
    check = send(client, vote, paper, "check", **chosen)
    assert all(one in words(check) for one in said), words(check)
    again = send(client, vote, check, "ballot")
    assert (
        words(send(client, vote, again, "check")).split("Keep this code")[0] == words(check).split("Keep this code")[0]
    )
    assert not Ballot.objects.exists()
    receipt = send(client, vote, check, "cast")
    assert "What happens next" in words(receipt)
    assert Ballot.objects.get().choices == stored
    assert all("no-store" in page["Cache-Control"] for page in (check, again, receipt))


NOT_ON_IT = [
    (Method.YES_NO, {}, "abstain"),
    (Method.YES_NO, {"choices": ["yes", "no"]}, "not on this ballot"),
    (Method.YES_NO, {"choices": "A"}, "not on this ballot"),
    (Method.MAJORITY_JUDGEMENT, {"grade-A": "5"}, "not on this ballot"),
    (Method.MAJORITY_JUDGEMENT, {"grade-A": "-1"}, "not on this ballot"),
    (Method.MAJORITY_JUDGEMENT, {"grade-A": "x" * 100_000}, "not on this ballot"),
    (Method.MAJORITY_JUDGEMENT, {"grade-Z": "1"}, "not on this ballot"),
    (Method.STV, {"choices": ["none_of_these"]}, "not on this ballot"),
    (Method.SCHULZE, {"choices": ["A", "<b>"]}, "not on this ballot"),
    (Method.EQUAL_SHARES, {"choices": ["\x00"]}, "not on this ballot"),
]


@pytest.mark.parametrize(("method", "sent", "said"), NOT_ON_IT)
def test_what_is_not_on_the_paper_comes_back_with_a_sentence(client, method, sent, said):
    vote = opened(method)
    sit_down(client, vote)
    for step in ("check", "cast"):
        page = client.post(address(vote, step, "me"), sent)
        assert (page.status_code, said in words(page)) == (400, True)
    assert client.post(address(vote, "ballot", "me"), {**sent, "press": "up:\x00"}).status_code == 200
    assert not Ballot.objects.exists()


def test_a_ranking_is_made_by_buttons(client):
    vote = opened(Method.SCHULZE)
    page = sit_down(client, vote)
    for press in (
        "add:C",
        "add:A",
        "add:none_of_these",
        "add:B",
        "up:B",
        "first:B",
        "down:B",
        "off:A",
        "add:A",
        "add:A",
    ):
        page = send(client, vote, page, "ballot", press=press)
    assert inputs(page)["choices"] == ["C", "B", "none_of_these", "A"]
    buttons = {
        one["value"] for one in BeautifulSoup(page.content, "html.parser").find_all("button", attrs={"name": "press"})
    }
    assert {"up:A", "down:C", "first:none_of_these", "off:B"} <= buttons
    assert not buttons & {"up:C", "first:C", "down:A", "add:A"}
    assert "recognise it" in words(send(client, vote, page, "check"))
    assert not Ballot.objects.exists()


def test_the_sum_of_a_budget_stands_on_the_paper_and_is_no_limit(client):
    vote = opened(Method.EQUAL_SHARES)
    page = send(client, vote, sit_down(client, vote), "ballot", choices=["A", "B", "C"], press="sum")
    assert "52,250.500" in words(page)
    assert "even for more than there is" in words(page)
    assert "24,500" in words(page)


def test_each_begins_the_list_elsewhere_and_always_in_the_same_place():
    vote = opened(Method.APPROVAL)
    entries = factories.entries(vote, College.CITIZEN)
    options = list(vote.options.order_by("position"))
    orders = ["".join(one.letter for one in papers.in_own_order(vote, entry, options)) for entry in entries]
    assert orders == ["".join(one.letter for one in papers.in_own_order(vote, entry, options)) for entry in entries]
    assert set(orders) <= {"ABC", "BCA", "CAB"}
    starts = {papers.in_own_order(vote, type(entries[0])(key=f"{n:032x}"), options)[0].letter for n in range(40)}
    assert starts == {"A", "B", "C"}


def test_what_a_plan_is_about_is_one_tap_away(client):
    vote = opened(Method.STV)
    page = sit_down(client, vote).content.decode()
    assert len(re.findall(r"<details[^>]*about", page)) == 3
    assert "Habite le quartier." in page
