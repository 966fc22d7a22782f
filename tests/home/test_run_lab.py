"""`make run` prepares only what is missing, and says what it does in sentences."""

import io
import socket

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from home.management.commands import run_lab
from policylab.core.digests import migrations_digest


@pytest.fixture
def prepared(transactional_db, monkeypatch):
    """The database is migrated and there is no demo to load."""
    monkeypatch.setattr(run_lab.Command, "prepare_demo", lambda self: None)


def prepare() -> str:
    out = io.StringIO()
    call_command("run_lab", prepare=True, stdout=out)
    return out.getvalue()


@pytest.mark.sqlite
def test_migrations_are_looked_through_once_for_each_state(prepared, monkeypatch):
    called = []
    monkeypatch.setattr(run_lab, "call_command", lambda name, **options: called.append(name))
    assert "Preparing the database" in prepare()
    assert "Preparing" not in prepare()
    assert called == ["migrate"]
    monkeypatch.setattr(run_lab, "migrations_digest", lambda: "f" * 16)
    assert "Preparing" in prepare()


@pytest.mark.sqlite
def test_the_mark_is_in_the_database_itself(prepared, monkeypatch):
    monkeypatch.setattr(run_lab, "call_command", lambda name, **options: None)
    prepare()
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA user_version").fetchone() == (int(migrations_digest()[:7], 16),)


def test_a_taken_port_is_one_sentence_with_a_way_out(transactional_db):
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        port = door.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} is taken .* make run PORT={port + 1}"):
            call_command("run_lab", port=port)


def test_steps_tell_how_far_instead_of_naming_each():
    said = []
    steps = run_lab.Steps(said.append)
    for number in range(120):
        steps.write(f"  Applying app.{number:04}...")
        steps.write(" OK\n")
    assert said == ["  50 steps done", "  100 steps done"]
