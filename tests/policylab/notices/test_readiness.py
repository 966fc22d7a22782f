"""/readyz: ready while the database, the cache, the outbox and what is due go on."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import OperationalError
from django.db.models import F

from policylab.core.clock import db_now
from policylab.notices import readiness
from policylab.notices.models import Heartbeat, OutboxMail

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
    assert (response.status_code, response.json()) == (200, parts)
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


def test_a_task_not_seen_for_five_minutes_is_named(client):
    Heartbeat.objects.filter(name="outbox").update(ran_at=F("ran_at") - timedelta(minutes=6))
    status, parts = parts_of(client)
    assert (status, parts["run_due"]) == (503, "not seen lately: outbox")


def test_mails_that_nobody_sends_are_a_backlog(client):
    waiting_since(minutes=9)
    assert parts_of(client)[0] == 200
    waiting_since(minutes=11)
    status, parts = parts_of(client)
    assert (status, parts["outbox"]) == (503, "1 mails wait")


def test_a_cache_that_forgets_is_told(client, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    caches.close_all()
    status, parts = parts_of(client)
    assert (status, parts["cache"]) == (503, "lost what it was given")


def test_without_a_database_it_says_so_and_no_more(client, monkeypatch):
    def gone():
        raise OperationalError("could not connect to 10.0.0.7 as policylab")

    monkeypatch.setattr(readiness, "db_now", gone)
    assert parts_of(client) == (503, {"ready": False, "database": "OperationalError"})
