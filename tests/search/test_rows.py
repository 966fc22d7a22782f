"""Search rows follow their objects: versions grow, what is no longer public leaves a tombstone, a failure loses nothing."""

import threading
from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from policylab.core import registries
from policylab.core.keys import key_of
from policylab.core.registries import Document
from policylab.directory.enums import OrganisationStatus
from policylab.directory.models import Organisation
from search.models import SearchDocument, StaleKey
from search.services import bury_documents, catch_up, index_keys, mark_stale, refresh_documents, write_documents
from tests.policylab.notices.factories import organisation

LABEL = "directory.organisation"


class Source:
    """Checked organisations in French, and in Arabic too where they have an Arabic name."""

    def __init__(self) -> None:
        self.broken: set[int] = set()

    def __call__(self, objects=None):
        rows = Organisation.objects.public().order_by("pk")
        if objects is not None:
            rows = rows.filter(pk__in=[obj.pk for obj in objects])
        for row in rows:
            if row.pk in self.broken:
                raise ValueError("the engine of this source stalled")
            for language in ("fr", "ar"):
                if title := getattr(row, f"name_{language}"):
                    yield document(key_of(row), title, language=language)


def document(key: str, title: str = "Atelier", **more) -> Document:
    facts = {"language": "fr", "kind": "organisation", "body": "", "url": f"/fr/{key}/", "themes": ("digital",)}
    return Document(key=key, title=title, **facts | more)


@pytest.fixture
def source(monkeypatch) -> Source:
    ours = Source()
    monkeypatch.setattr(registries, "search_sources", {LABEL: ours})
    return ours


def rows() -> list[tuple]:
    return list(
        SearchDocument.objects.order_by("key", "language").values_list("title", "language", "version", "gone_at")
    )


@pytest.mark.django_db
def test_versions_grow_with_what_changes_and_only_then():
    first = document("a.b:1", opens_at=datetime(2026, 9, 1, tzinfo=UTC))
    assert write_documents(documents=[first, document("a.b:2")]) == 2
    assert write_documents(documents=[first, document("a.b:2", "Atelier du soir")]) == 1
    assert write_documents(documents=[first]) == 0
    assert rows() == [("Atelier", "fr", 1, None), ("Atelier du soir", "fr", 2, None)]


@pytest.mark.django_db
def test_a_tombstone_holds_no_words_and_a_higher_version():
    write_documents(documents=[document("a.b:1", "Secret", body="Secret"), document("a.b:2")])
    assert bury_documents(keys=["a.b:1", "a.b:9"]) == 1
    assert bury_documents(keys=["a.b:1"]) == 0
    tomb = SearchDocument.objects.get(key="a.b:1")
    assert (tomb.title, tomb.body, tomb.url, tomb.version) == ("", "", "", 2)
    assert [row.key for row in SearchDocument.objects.public()] == ["a.b:2"]
    write_documents(documents=[document("a.b:1", "Public")])
    back = SearchDocument.objects.get(key="a.b:1")
    assert (back.title, back.version, back.gone_at) == ("Public", 3, None)


def test_an_act_is_followed_after_its_commit(transactional_db, source):
    body = organisation(name="Mdinti")
    with transaction.atomic():
        refresh_documents(objects=[body])
        assert rows() == []
    assert rows() == [("Mdinti", "fr", 1, None)]
    assert not StaleKey.objects.exists()


def test_an_act_that_failed_leaves_no_mark(transactional_db, source):
    with transaction.atomic():
        refresh_documents(objects=[organisation()])
        transaction.set_rollback(True)
    assert rows() == []
    assert not StaleKey.objects.exists()


def test_an_object_that_stops_being_public_is_buried(transactional_db, source):
    body = organisation(name="Mdinti")
    body.name_ar = "مدينتي"
    body.save()
    refresh_documents(objects=[body])
    assert [row[:3] for row in rows()] == [("مدينتي", "ar", 1), ("Mdinti", "fr", 1)]
    body.name_ar = ""
    body.save()
    refresh_documents(objects=[body])
    assert [row[:3] for row in rows()] == [("", "ar", 2), ("Mdinti", "fr", 1)]
    body.status = OrganisationStatus.REFUSED
    body.save()
    refresh_documents(objects=[body])
    assert not SearchDocument.objects.public().exists()


def test_a_failure_after_the_commit_loses_nothing(transactional_db, source, caplog):
    stalled, fine = organisation(name="Mdinti"), organisation(name="Beity")
    source.broken = {stalled.pk}
    refresh_documents(objects=[stalled, fine])
    assert [row[0] for row in rows()] == ["Beity"], "the act stands, and so does the other object"
    assert StaleKey.objects.get().key == key_of(stalled)
    with pytest.raises(RuntimeError, match="1 objects could not be indexed"):
        catch_up()
    source.broken = set()
    assert catch_up() == 1
    assert {row[0] for row in rows()} == {"Beity", "Mdinti"}
    assert catch_up() == 0


def test_everything_anew(transactional_db, source, capsys):
    bodies = [organisation() for _ in range(3)]
    organisation(checked=False)
    write_documents(documents=[document("gone.app:1"), document(f"{LABEL}:999999")])
    call_command("index_all")
    assert "5 objects, 5 rows changed" in capsys.readouterr().out
    assert set(SearchDocument.objects.public().values_list("key", flat=True)) == {key_of(body) for body in bodies}
    call_command("index_all")
    assert "3 objects, 0 rows changed" in capsys.readouterr().out


def test_run_due_catches_up(transactional_db, source):
    mark_stale(keys=[key_of(organisation(name="Mdinti"))])
    call_command("run_due", "search", verbosity=0)
    assert [row[0] for row in rows()] == ["Mdinti"]


@pytest.mark.django_db
def test_many_cost_as_much_as_few(source, django_assert_max_num_queries):
    keys = [key_of(organisation()) for _ in range(60)]
    mark_stale(keys=keys)
    with django_assert_max_num_queries(16):
        assert index_keys(keys=keys) == 60


def test_two_that_index_at_once_and_acts_between_them(transactional_db, source):
    """Names change while two processes catch up: in the end every row says the last name, each key once."""
    bodies = [organisation() for _ in range(12)]

    def rename(number: int) -> None:
        for body in bodies:
            with transaction.atomic():
                Organisation.objects.filter(pk=body.pk).update(name_fr=f"Nom {number}")
                refresh_documents(objects=[body])

    assert at_once(rename, lambda _number: catch_up(), lambda _number: catch_up()) == []
    catch_up()
    assert {row[0] for row in rows()} == {"Nom 9"}
    assert len(rows()) == 12


def at_once(*works) -> list[Exception]:
    """Each ten times, in threads of their own."""
    start, errors = threading.Barrier(len(works)), []

    def attempt(work) -> None:
        try:
            start.wait()
            for number in range(10):
                work(number)
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors
