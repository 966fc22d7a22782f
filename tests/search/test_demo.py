"""In the demo, one box finds what is published, planned, asked, decided and who is there, in French and Arabic."""

from policylab.core import registries
from search.models import SearchDocument
from search.query import Query
from search.selectors import find


def kinds(text: str, reader: str) -> set[str]:
    return {facts.kind for facts in find(Query(text, reader=reader)).counts if facts.language == reader}


def test_one_box_finds_all_of_it_in_french_and_arabic(demo):
    assert kinds("cooperative", "fr") >= {"note", "plan", "consultation", "roadmap"}
    assert kinds("medina", "fr") >= {"case", "charter", "consultation", "note", "plan", "project"}
    assert "organisation" in kinds("municipalite", "fr")
    assert kinds("بلدية", "ar") >= {"consultation", "note", "organisation", "page", "plan", "report", "toolkit"}
    assert kinds("البلديات", "ar") == kinds("بلدية", "ar")
    assert kinds("Tunis", "fr") >= {"consultation", "place", "plan"}
    assert kinds("إشبيلية", "ar") >= {"case", "organisation", "place"}
    votes = SearchDocument.objects.public().filter(kind__in=["vote", "result"])
    assert {row.kind for row in votes} == {"vote", "result"}
    for row in votes:
        assert row in find(Query(row.title, reader=row.language, kind=row.kind, size=50)).rows


def test_every_kind_has_a_name_and_every_place_too(demo):
    rows = SearchDocument.objects.public()
    assert set(rows.values_list("kind", flat=True)) <= set(registries.kind_names)
    codes = {path.rpartition("/")[2] for path in rows.values_list("territory", flat=True)} - {""}
    assert set(registries.facet_names["territory"](codes)) == codes
    assert all("/" in path or len(path) == 2 for path in rows.values_list("territory", flat=True) if path)


def test_results_in_the_demo_cost_few_queries(demo, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        assert client.get("/fr/search/?q=tunis").status_code == 200
