"""The same questions and the same expectations on every engine: the database in use, and the real Elasticsearch node."""

import pytest
from django.db import connection

from search.models import SearchDocument
from search.query import Query
from search.selectors import find
from search.services import bury_documents
from tests.search.corpus import LANGUAGES, every_answer, faults, keys


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_database_answers_as_expected(corpus, language):
    assert faults(language) == []


@pytest.mark.es
@pytest.mark.parametrize("language", LANGUAGES)
def test_elasticsearch_answers_as_expected(in_elasticsearch, language):
    assert faults(language) == []


@pytest.mark.es
def test_elasticsearch_and_the_database_find_the_same(in_elasticsearch, settings):
    theirs = every_answer()
    assert find(Query("Sfax")).engine == "elasticsearch"
    settings.POLICYLAB_ELASTICSEARCH = ""
    assert every_answer() == theirs
    assert sum(len(found) for found in theirs.values()) > 200


def narrowed(corpus_of: str) -> None:
    """Filters and counts, asked of whichever engine is in use."""
    everywhere = find(Query("2026", reader="it"))
    assert everywhere.total == 5
    assert everywhere.rows[0].key == "it.bilancio"
    assert {facts.language for facts in everywhere.counts} == {"ar", "en", "es", "fr", "it"}
    sfax = find(Query("2026", reader="it", territory="TN"))
    assert {row.key for row in sfax.rows} == {"ar.mizaniya", "en.budgets", "fr.budget"}
    assert (sfax.total, sfax.counts) == (3, everywhere.counts)
    assert keys("2026", "it", territory="TN", language="fr") == ["fr.budget"]
    assert keys("2026", "it", territory="T") == []
    assert keys("2026", "it", kind="note") == []
    second = find(Query("2026", reader="it", start=3, size=2))
    assert (len(second.rows), second.total) == (2, 5)
    assert find(Query("2026", reader="it", start=900)).rows == []
    assert everywhere.engine == corpus_of


def test_the_database_narrows_and_counts(corpus):
    narrowed(connection.vendor)


@pytest.mark.es
def test_elasticsearch_narrows_and_counts(in_elasticsearch):
    narrowed("elasticsearch")


def test_what_is_buried_or_changed_is_found_no_more(corpus):
    bury_documents(keys=["fr.recyclage"])
    assert keys("recyclerie", "fr") == []
    SearchDocument.objects.filter(key="fr.cantine").update(title_terms="frrefectoir", body_terms="")
    assert keys("cantine", "fr") == []
    assert keys("réfectoire", "fr") == ["fr.cantine"]
    SearchDocument.objects.filter(key="fr.cantine").delete()
    assert keys("réfectoire", "fr") == []
