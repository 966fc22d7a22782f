"""A rehearsal walks the ballot of each college to its receipt, is marked on every page, and leaves nothing anywhere."""

import re

import pytest
from django.apps import apps
from django.test import Client

from consultations.votes.enums import BY_MAJORITY, Method, Rule
from consultations.votes.models import Vote
from tests.policylab.accounts.factories import person, signed_in

from . import factories

pytestmark = pytest.mark.django_db
MARK = "A rehearsal: the vote is not open"
SENT = {
    Method.YES_NO: {"choices": "yes"},
    Method.APPROVAL: {"choices": ["A"]},
    Method.MAJORITY_JUDGEMENT: {"grade-A": "4"},
    Method.SCHULZE: {"choices": ["B", "none_of_these"]},
    Method.EQUAL_SHARES: {"choices": ["A", "B"]},
    Method.STV: {"choices": ["B", "A"]},
}


def everything() -> dict[str, list]:
    """Every row of every table."""
    return {
        model._meta.label: sorted(map(repr, model._base_manager.values_list()))
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }


def prepared(method: str = Method.APPROVAL) -> Vote:
    vote = factories.prepared(options=1 if method == Method.YES_NO else 3)
    more = {} if method in BY_MAJORITY else {"rule": Rule.ONE_PERSON_ONE_VOTE}
    if method == Method.EQUAL_SHARES:
        more |= {"money": 1000, "currency": "TND", "completion": "add1_greedy"}
    elif method == Method.STV:
        more |= {"seats": 1}
    Vote.objects.filter(pk=vote.pk).update(method=method, **more)
    return vote


def officer_of(vote: Vote) -> Client:
    return signed_in(factories.officer_of(vote.phase.consultation.organisation))


def at(vote: Vote, college: str, step: str) -> str:
    return f"/en/consultations/{vote.phase.consultation.ref}/vote/rehearse-{college}/{step}/"


@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize("college", ["public", "citizen", "sse"])
def test_from_the_paper_to_the_receipt_and_nothing_is_left(method, college):
    vote = prepared(method)
    client, before = officer_of(vote), everything()
    pages = [client.get(at(vote, college, "ballot"))]
    pages += [client.post(at(vote, college, step), SENT[method]) for step in ("ballot", "check", "cast")]
    for page in pages:
        assert page.status_code == 200
        assert MARK in page.content.decode()
        assert "no-store" in page["Cache-Control"]
    assert everything() == before
    receipt = pages[-1].content.decode()
    assert "Your ballot is cast" in receipt
    assert ("K7RM-4Q2X-9TDA-H3WP" in receipt) == (college != "public"), "by name there is no code"
    assert 'data-title="Rehearsal: ' in receipt or college == "public", "a picture of it says so as well"
    assert at(vote, college, "cast") in pages[2].content.decode(), "its form leads to no real desk"


def test_a_ranking_moves_by_its_buttons():
    vote = prepared(Method.SCHULZE)
    page = officer_of(vote).post(at(vote, "citizen", "ballot"), {"choices": ["A", "B"], "press": "up:B"})
    text = page.content.decode()
    assert text.index('name="choices" value="B"') < text.index('name="choices" value="A"')


def test_the_paper_keeps_its_order_from_page_to_page():
    vote = prepared()
    client = officer_of(vote)
    pages = {
        client.get(at(vote, "citizen", "ballot")).content.decode().partition("<fieldset")[2] for _again in range(5)
    }
    assert len({tuple(re.findall(r'name="choices" value="(.)"', page)) for page in pages}) == 1


def test_what_was_not_filled_in_comes_back():
    vote = prepared(Method.YES_NO)
    page = officer_of(vote).post(at(vote, "citizen", "check"), {})
    assert page.status_code == 400
    assert MARK in page.content.decode()


def test_the_last_step_of_preparing_leads_there():
    vote = prepared()
    text = officer_of(vote).get(f"/en/consultations/{vote.phase.consultation.ref}/vote/open/").content.decode()
    for college in ("public", "citizen", "sse"):
        assert at(vote, college, "ballot") in text


def test_nobody_else_is_there_and_nothing_is_rehearsed_that_is_open():
    vote = prepared()
    officer = officer_of(vote)
    assert signed_in(person()).get(at(vote, "citizen", "ballot")).status_code == 404
    assert officer.get(at(vote, "mayor", "ballot")).status_code == 404
    assert officer.get(at(vote, "citizen", "cast")).url == at(vote, "citizen", "ballot")
    opened = factories.opened()
    answer = officer_of(opened).get(at(opened, "citizen", "ballot"))
    assert answer.url == f"/en/consultations/{opened.phase.consultation.ref}/vote/"


def test_without_anything_on_the_paper_one_is_led_to_what_is_missing():
    vote = prepared()
    vote.options.all().delete()
    assert officer_of(vote).get(at(vote, "citizen", "ballot")).url.endswith("/vote/open/")
