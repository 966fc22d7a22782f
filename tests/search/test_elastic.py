"""Elasticsearch follows the rows, is away and comes back, is made anew; on the real node of .ci/elasticsearch."""

import pytest
from django.core.management import CommandError, call_command
from elasticsearch.helpers import bulk

from search import analysis
from search.engines.documents import ANALYSERS, as_action
from search.engines.elastic import alias_of, rest
from search.health import search_is_ready, search_state
from search.models import SearchDocument
from search.query import Query
from search.selectors import find
from search.services import bury_documents, forget_tombstones, keep_up, send_changes, write_documents
from search.services.sending import NotTaken
from tests.search.corpus import LANGUAGES, documents, keys, load_corpus
from tests.search.test_rows import document

NOWHERE = "http://127.0.0.1:9"  # the port of discard, where nobody listens


def refreshed(node) -> None:
    node.indices.refresh(index=[alias_of(language) for language in LANGUAGES])


def known_to(node) -> dict[str, int]:
    """Number of the row -> its version, as the node has them."""
    refreshed(node)
    found = node.search(index=[alias_of(language) for language in LANGUAGES], size=100, version=True)
    return {hit["_id"]: hit["_version"] for hit in found["hits"]["hits"]}


@pytest.mark.es
def test_stopped_the_database_answers_and_the_rows_catch_up(in_elasticsearch, settings, caplog):
    there, settings.POLICYLAB_ELASTICSEARCH = settings.POLICYLAB_ELASTICSEARCH, NOWHERE
    write_documents(documents=[document("a.b:1", "Atelier de trottinettes")])
    bury_documents(keys=["fr.recolte"])
    found = find(Query("trottinette"))
    assert ([row.key for row in found.rows], found.engine != "elasticsearch") == (["a.b:1"], True)
    assert "Elasticsearch does not answer" in caplog.text
    assert search_is_ready()
    assert search_state().elasticsearch_answers is False
    with pytest.raises(Exception, match="Connection error"):
        keep_up()
    assert search_state().unsent == 2

    settings.POLICYLAB_ELASTICSEARCH = there
    rest.end()
    assert keys("trottinette", "fr") == [], "not there yet"
    keep_up()
    refreshed(in_elasticsearch)
    assert find(Query("trottinette")).engine == "elasticsearch"
    assert keys("trottinette", "fr") == ["a.b:1"]
    assert "fr.recolte" not in keys("coopérative", "fr")
    assert (search_state().unsent, search_state().elasticsearch_answers) == (0, True)
    assert send_changes() == 0


@pytest.mark.es
def test_what_is_no_longer_public_is_never_shown_even_when_the_node_still_has_it(in_elasticsearch):
    bury_documents(keys=["fr.recyclage"])
    assert find(Query("recyclerie")).engine == "elasticsearch"
    assert keys("recyclerie", "fr") == []


@pytest.mark.es
def test_an_older_row_never_replaces_a_newer_one(in_elasticsearch):
    old = SearchDocument.objects.get(key="fr.recolte")
    write_documents(documents=[document("fr.recolte", "La moisson"), document("a.b:1")])
    assert send_changes() == 2
    SearchDocument.objects.filter(pk=old.pk).update(sent_version=0)
    slow = as_action(old, alias_of("fr"))

    _count, [refused] = bulk(in_elasticsearch, [slow], raise_on_error=False)
    assert refused["index"]["status"] == 409
    assert known_to(in_elasticsearch)[str(old.pk)] == old.version + 1
    assert send_changes() == 1, "it has that version: nothing is left to do"
    assert keys("moisson", "fr") == ["fr.recolte"]


@pytest.mark.es
def test_a_new_index_is_filled_before_the_alias_moves(in_elasticsearch, capsys):
    before = set(in_elasticsearch.indices.get_alias(name=alias_of("fr")))
    SearchDocument.objects.filter(key="fr.recolte").update(title="Moissons", body="")
    call_command("search_rebuild")
    after = set(in_elasticsearch.indices.get_alias(name=alias_of("fr")))
    assert len(before) == len(after) == 1
    assert before != after
    assert not in_elasticsearch.indices.exists(index=before.pop())
    assert keys("moisson", "fr") == ["fr.recolte"]
    assert f"{len(documents())} rows in new indexes" in capsys.readouterr().out
    assert search_state().unsent == 0
    assert known_to(in_elasticsearch) == {str(row.pk): row.version for row in SearchDocument.objects.all()}


@pytest.mark.es
def test_an_empty_node_is_filled_by_run_due(elasticsearch):
    load_corpus()
    assert find(Query("Sfax")).engine != "elasticsearch", "without an index the database answers"
    rest.end()
    call_command("run_due", "search", verbosity=0)
    assert find(Query("Sfax")).engine == "elasticsearch"
    assert len(known_to(elasticsearch)) == len(documents())


@pytest.mark.es
def test_a_failed_rebuild_leaves_the_old_index(in_elasticsearch, monkeypatch):
    def full(*args):
        raise OSError("disk full")

    monkeypatch.setattr("search.services.sending._move_aliases", full)
    with pytest.raises(OSError, match="disk full"):
        call_command("search_rebuild")
    assert len(in_elasticsearch.indices.get(index=f"{alias_of('fr')}-*")) == 1
    assert keys("récolte coopératives", "fr") == [] != keys("coopératives", "fr")


@pytest.mark.es
def test_a_refused_row_is_told_of_and_stays_to_be_sent(in_elasticsearch):
    in_elasticsearch.indices.put_settings(index=alias_of("fr"), settings={"index.blocks.write": True})
    write_documents(documents=[document("a.b:1", "Atelier"), document("a.b:2", "ورشة", language="ar")])
    with pytest.raises(NotTaken, match=r"1 rows, first a\.b:1"):
        send_changes()
    assert [row.key for row in SearchDocument.objects.unsent()] == ["a.b:1"]


@pytest.mark.es
def test_tombstones_stay_until_the_node_has_them(in_elasticsearch):
    bury_documents(keys=["fr.recolte"])
    assert forget_tombstones() == 0
    keep_up()
    assert not SearchDocument.objects.filter(key="fr.recolte").exists()
    assert len(known_to(in_elasticsearch)) == len(documents()) - 1


@pytest.mark.es
@pytest.mark.parametrize("language", LANGUAGES)
def test_endings_are_taken_off_as_we_do(in_elasticsearch, language):
    """Of every word of the corpus; this is why all engines find the same."""
    words = " ".join(analysis.spellings_of(f"{d.title} {d.body}", language) for d in documents())
    told = in_elasticsearch.indices.analyze(
        index=alias_of(language), analyzer=ANALYSERS[language].to_dict(), text=words
    )["tokens"]
    assert [token["token"] for token in told] == [analysis.stem(word, language) for word in words.split()]


def test_without_an_address_nothing_is_sent_and_tombstones_go_at_once(corpus):
    bury_documents(keys=["fr.recolte"])
    assert keep_up() == 0
    assert not SearchDocument.objects.filter(key="fr.recolte").exists()
    assert search_is_ready()
    assert search_state().elasticsearch_answers is None
    with pytest.raises(CommandError, match="not set"):
        call_command("search_rebuild")
