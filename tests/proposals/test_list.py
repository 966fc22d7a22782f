"""The list of plans: filtered, ordered and paged by its address, as quick for many as for few."""

import pytest
from django.db import connection

from policylab.directory.enums import OrganisationKind
from policylab.themes.models import Theme
from proposals.filters import ORDERS, PlanFilter
from proposals.models import Proposal
from proposals.selectors import count_plans, plans_of_round, versions_for_vote

from . import factories as make
from .pages import browser

pytestmark = pytest.mark.django_db


def titles(query: str = "") -> list[str]:
    answer = browser().get(f"/fr/plans/{query}")
    assert answer.status_code == 200
    return [plan.current.title for plan in answer.context["page"]]


def test_the_list_holds_what_stands_newest_first():
    make.published(title="un")
    make.published(title="deux")
    make.draft(title="brouillon")
    make.withdrawn(make.published(title="retiré"))
    assert titles() == ["deux", "un"]
    assert titles("?status=withdrawn") == ["retiré"]


def test_orders():
    make.supported(make.published(title="soutenu"), 2)
    Proposal.objects.filter(pk=make.published(title="discuté").pk).update(comments_count=3)
    make.published(title="neuf")
    assert titles() == ["neuf", "discuté", "soutenu"]
    assert titles("?order=supported")[0] == "soutenu"
    assert titles("?order=discussed")[0] == "discuté"


def test_filters():
    theme = Theme.objects.create(
        slug="eau", name_fr="Eau", name_ar="ماء", name_en="Water", name_es="Agua", name_it="Acqua"
    )
    citizen = make.published(title="citoyen", language="ar")
    make.published(title="ess", in_name_of=make.organisation())
    make.published(title="ville", in_name_of=make.organisation(OrganisationKind.PUBLIC_BODY))
    make.published(title="université", in_name_of=make.organisation(OrganisationKind.UNIVERSITY))
    citizen.themes.add(theme)
    assert titles("?college=citizen") == ["citoyen"]
    assert titles("?college=sse") == ["ess"]
    assert titles("?college=public") == ["ville"]
    assert titles("?language=ar") == ["citoyen"]
    assert titles("?theme=eau") == ["citoyen"]
    assert titles(f"?round={citizen.round.ref}") == ["citoyen"]
    assert titles(f"?territory={citizen.round.territory.code}") == ["citoyen"]
    assert titles("?territory=XX")[::-1] == ["citoyen", "ess", "ville", "université"]
    assert titles("?college=sse&language=ar") == []


@pytest.mark.parametrize(
    "query",
    ["?order=x&college=x&status=x&theme=x&language=xx&page=x", "?page=999999", "?page=-1", "?territory=%00&round=%00"],
)
def test_what_the_address_says_wrongly_is_no_error(query):
    make.published()
    assert browser().get(f"/fr/plans/{query}").status_code == 200


def test_a_round_nobody_knows_has_no_plans():
    make.published()
    assert titles("?round=unknown") == []


def test_chips_and_pages_keep_the_rest_of_the_address():
    make.published()
    page = browser().get("/fr/plans/?college=citizen&page=1").content.decode()
    assert "?college=citizen&amp;order=supported" in page
    assert 'name="college" value="citizen"' in page


def test_an_empty_list_says_what_to_do_next():
    assert "/fr/plans/begin/" in browser().get("/fr/plans/").content.decode()


def test_the_list_asks_as_little_for_many_plans_as_for_few(django_assert_num_queries):
    round = make.gathering()
    make.published(round=round)
    reader = browser()
    reader.get("/fr/plans/")
    for _n in range(12):
        make.supported(make.published(round=round))
    for url in ("/fr/plans/", "/fr/plans/?order=supported&college=citizen"):
        with django_assert_num_queries(6):
            answer = reader.get(url)
        assert not answer.cookies
        assert "csrf" not in answer.content.decode()


@pytest.mark.sqlite
@pytest.mark.parametrize("order", sorted(ORDERS))
def test_each_order_reads_its_index_and_sorts_nothing(order, rf):
    rows = PlanFilter(rf.get("/", {"order": order}).GET).plans().values_list("pk")[:20]
    with connection.cursor() as cursor:
        sql, params = rows.query.sql_with_params()
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        steps = " ".join(row[-1] for row in cursor.fetchall())
    assert "USING COVERING INDEX plans_" in steps
    assert "TEMP B-TREE" not in steps


def test_plans_of_round_and_what_may_be_voted_on():
    round = make.gathering()
    first = make.published(round=round, title="un")
    make.revised(first, title="un, revu")
    make.withdrawn(make.published(round=round))
    make.draft(round=round)
    make.published(title="ailleurs")
    assert [plan.current.title for plan in plans_of_round(round)] == ["un, revu"]
    assert [(text.title, text.number) for text in versions_for_vote(round)] == [("un, revu", 2)]
    assert count_plans([round]) == {round.pk: 1}
