"""One press prepares a vote from the plans that stand; sums are read from texts only where they cannot be misread."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from consultations.votes import services
from consultations.votes.enums import Method, VoteStatus
from consultations.votes.models import Vote
from consultations.votes.sums import sum_in
from policylab.core.errors import Refused
from proposals.models import Version
from tests.policylab.accounts.factories import person, signed_in

from . import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def of():
    return factories.consultation()


def press(of):
    return signed_in(factories.officer_of(of.organisation)).post(
        f"/en/consultations/{of.ref}/vote/from-plans/", follow=True
    )


def say(of, asked: str, *resources: str) -> None:
    of.texts.update(asked=asked)
    for version, text in zip(factories.versions(of, len(resources)), resources, strict=True):
        Version.objects.filter(pk=version.pk).update(resources=text)


def test_all_plans_that_stand_in_the_order_of_their_publishing(of):
    versions = factories.versions(of, 3)
    page = press(of)
    assert page.redirect_chain[-1][0] == f"/en/consultations/{of.ref}/vote/open/"
    vote = Vote.objects.get()
    assert (vote.method, vote.status) == (Method.APPROVAL, VoteStatus.PREPARED)
    assert [option.version for option in vote.options.order_by("position")] == versions
    assert "Prepared from the plans." in page.content.decode()


def test_a_budget_where_the_question_says_the_sum_and_every_plan_its_cost(of):
    say(of, "There are EUR 60 000. What for?", "Cost: 18 500 €, all in.", "It takes 9,000 euros.")
    assert "compare the costs and the sum" in press(of).content.decode()
    vote = Vote.objects.get()
    assert (vote.method, vote.money, vote.currency) == (Method.EQUAL_SHARES, 60000, "EUR")
    assert [option.cost for option in vote.options.order_by("position")] == [18500, 9000]


@pytest.mark.parametrize(
    ("asked", "second"),
    [
        ("There are 60 000 €.", "A van and two people."),
        ("There are 60 000 €.", "Cost: 9 000 USD."),
        ("There are 60 000 €.", "Cost: 9 000 € or 12 000 €."),
        ("What shall we do?", "Cost: 9 000 €."),
    ],
)
def test_no_budget_where_anything_is_missing_or_in_doubt(of, asked, second):
    say(of, asked, "Cost: 18 500 €.", second)
    press(of)
    vote = Vote.objects.get()
    assert (vote.method, vote.money) == (Method.APPROVAL, None)
    assert vote.options.filter(cost=None).count() == 2


def test_what_was_begun_stays_as_it_is(of):
    _first, second = factories.versions(of, 2)
    officer = factories.officer_of(of.organisation)
    vote = services.prepare_vote(user=officer, consultation=of, versions=[second])
    assert services.prepare_from_plans(user=officer, consultation=of) == vote
    press(of)
    assert [option.version for option in vote.options.all()] == [second]


def test_without_plans_it_says_so(of):
    officer = factories.officer_of(of.organisation)
    with pytest.raises(Refused):
        services.prepare_from_plans(user=officer, consultation=of)
    assert "No plan stands" in press(of).content.decode()
    assert not Vote.objects.exists()


def test_only_its_officers(of):
    factories.versions(of, 2)
    with pytest.raises(PermissionDenied):
        services.prepare_from_plans(user=person(), consultation=of)


def test_the_first_step_offers_it_until_something_is_prepared(of):
    factories.versions(of, 2)
    client, address = signed_in(factories.officer_of(of.organisation)), f"/en/consultations/{of.ref}/vote/prepare/"
    assert "2 plans stand" in client.get(address).content.decode()
    press(of)
    assert "plans stand" not in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("text", "country", "found"),
    [
        ("Coût : 18 000 DT pose comprise", "TN", (18000, "TND")),
        ("Coût : 18\N{NO-BREAK SPACE}000 dinars", "TN", (18000, "TND")),
        ("60 ألف دينار", "TN", None),
        ("الكلفة: 6,400 شيكل", "PS", (6400, "ILS")),
        ("Cost: ILS 14,000 for hives", "PS", (14000, "ILS")),
        ("Coste: 38.000 € el primer año", "ES", (38000, "EUR")),
        ("12.500 DT", "TN", None),
        ("12,50 €", "FR", None),
        ("0 €", "FR", None),
        ("500 dinars", "FR", None),
        ("1 000 € puis encore 1 000 €", "FR", (1000, "EUR")),
        ("2026, rue 12", "TN", None),
        ("200 destins", "TN", None),
    ],
)
def test_sums(text, country, found):
    assert sum_in(text, country) == (found and (Decimal(found[0]), found[1]))
