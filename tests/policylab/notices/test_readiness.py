"""/readyz: ready while the database, the cache, the outbox and what is due go on."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import OperationalError
from django.db.models import F

from policylab.core import registries
from policylab.core.clock import db_now
from policylab.notices import readiness
from policylab.notices.models import Heartbeat, OutboxMail
from tests.policylab.accounts.factories import with_second_factor

from .factories import person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ran():
    call_command("run_due", verbosity=0)


def waiting_since(**time: float) -> None:
    now = db_now()
    due = now - timedelta(**time)
    OutboxMail.objects.create(to="a@b.tn", sender="c@d.tn", subject="s", body="b", created_at=now, due_at=due)


def parts_of(client) -> tuple[int, dict[str, str]]:
    response = client.get("/readyz")
    return response.status_code, response.json()


def test_ready_while_everything_goes_on(client):
    response = client.get("/readyz")
    parts = {"ready": True, "database": "ok", "cache": "ok", "outbox": "ok", "run_due": "ok"}
    parts |= dict.fromkeys(registries.ready, "ok")
    assert (response.status_code, response.json()) == (200, parts)
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


def test_a_task_not_seen_for_five_minutes_is_told(client):
    Heartbeat.objects.filter(name="outbox").update(ran_at=F("ran_at") - timedelta(minutes=6))
    status, parts = parts_of(client)
    assert (status, parts["run_due"]) == (503, "not ok")


def test_a_part_that_upper_packages_registered_is_asked(client, monkeypatch):
    monkeypatch.setitem(registries.ready, "search", lambda: False)
    assert parts_of(client)[1]["search"] == "not ok"

    def broken() -> bool:
        raise OSError("10.0.0.8 refused policylab")

    monkeypatch.setitem(registries.ready, "search", broken)
    status, parts = parts_of(client)
    assert (status, parts["search"], "10.0.0.8" in str(parts)) == (503, "not ok", False)


def test_mails_that_nobody_sends_are_a_backlog(client):
    waiting_since(minutes=9)
    assert parts_of(client)[0] == 200
    waiting_since(minutes=11)
    status, parts = parts_of(client)
    assert (status, parts["outbox"]) == (503, "not ok")


def test_a_cache_that_forgets_is_told(client, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    caches.close_all()
    status, parts = parts_of(client)
    assert (status, parts["cache"]) == (503, "not ok")


def test_without_a_database_it_says_so_and_no_more(client, monkeypatch):
    def gone():
        raise OperationalError("could not connect to 10.0.0.7 as policylab")

    monkeypatch.setattr(readiness, "db_now", gone)
    assert parts_of(client) == (503, {"ready": False, "database": "not ok"})


# --- in words, for an administrator -----------------------------------------------------------------------------------
def test_an_administrator_reads_what_is_wrong_since_when_and_what_to_do(client):
    waiting_since(minutes=11)
    Heartbeat.objects.filter(name="votes").delete()
    client.force_login(with_second_factor(person(is_superuser=True, is_staff=True)))
    page = client.get("/en/health/").content.decode()
    assert "Something needs you." in page
    assert "1 mail has been waiting for more than ten minutes." in page
    assert "Not seen for five minutes: votes." in page
    assert "Start the timer of manage.py run_due" in page


def test_a_stopped_elasticsearch_is_told_to_the_administrator_and_takes_no_node_out(client, settings):
    settings.POLICYLAB_ELASTICSEARCH = "http://127.0.0.1:9"
    assert parts_of(client)[0] == 200
    client.force_login(with_second_factor(person(is_superuser=True, is_staff=True)))
    page = client.get("/en/health/").content.decode()
    assert "Until then the database answers searches, and nothing is lost." in page


def test_nobody_else_does(client):
    assert client.get("/en/health/").status_code == 302
    for user in (person(), person(is_superuser=True, is_staff=True)):
        client.force_login(user)
        assert client.get("/en/health/").status_code == 403


def test_nothing_to_do_is_said_too(client):
    client.force_login(with_second_factor(person(is_superuser=True, is_staff=True)))
    assert "Everything works." in client.get("/en/health/").content.decode()
