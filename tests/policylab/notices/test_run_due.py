"""`run_due` runs every registered task, each alone; safe twice and in two places at once."""

import threading
from collections import Counter

import pytest
from django.core import mail
from django.core.mail import send_mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F
from django.db.utils import OperationalError

from policylab.core import registries
from policylab.notices.models import Heartbeat, OutboxMail


@pytest.fixture
def due(monkeypatch) -> dict:
    """The registry as it is, and what a test adds to it goes again."""
    monkeypatch.setattr(registries, "due", dict(registries.due))
    return registries.due


def test_every_task_runs_and_leaves_its_heartbeat(transactional_db, due, capsys):
    due["counting"] = lambda: 3
    call_command("run_due")
    assert "counting: 3" in capsys.readouterr().out
    assert Heartbeat.objects.get(name="counting").did == 3
    assert set(Heartbeat.objects.values_list("name", flat=True)) == set(due)


def test_one_that_fails_stops_no_other_and_is_told(transactional_db, due, caplog):
    def broken() -> int:
        raise OperationalError("the database hung up")

    due.clear()
    due.update(broken=broken, after=lambda: 1)
    with pytest.raises(CommandError, match="broken failed: OperationalError: the database hung up"):
        call_command("run_due")
    assert list(Heartbeat.objects.values_list("name", flat=True)) == ["after"]
    assert "What is due failed: broken" in caplog.text


def test_only_the_named_tasks_run(transactional_db, due):
    due.update(one=lambda: 1, two=lambda: 2)
    call_command("run_due", "two", "--once")
    assert list(Heartbeat.objects.values_list("name", flat=True)) == ["two"]
    with pytest.raises(CommandError, match="Unknown: three"):
        call_command("run_due", "three")


def test_twice_does_nothing_more(transactional_db):
    wait_in_the_outbox(3)
    call_command("run_due", verbosity=0)
    call_command("run_due", verbosity=0)
    assert len(mail.outbox) == 3
    assert Heartbeat.objects.get(name="outbox").did == 0


def test_in_two_places_at_once_each_mail_leaves_once(transactional_db):
    wait_in_the_outbox(60)
    start = threading.Barrier(2)
    errors = []

    def place() -> None:
        try:
            start.wait()
            call_command("run_due", verbosity=0)
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=place) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert Counter(message.to[0] for message in mail.outbox) == Counter(f"person{n}@example.org" for n in range(60))


def wait_in_the_outbox(count: int) -> None:
    """Mails as a server that was down has left them."""
    for number in range(count):
        send_mail("Hello", "text", None, [f"person{number}@example.org"])
    OutboxMail.objects.update(sent_at=None, due_at=F("created_at"))
    mail.outbox.clear()
