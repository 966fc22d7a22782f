"""`make run`: everything a newcomer needs, in one process, because starting Django twice takes twice as long.

Prepares only what changed since the last start (database, catalogues, demo), serves, and does twice a minute what is due.
For a newcomer's machine: a server for a town is described in docs/operations.md.
"""

import errno
import logging
import signal
import socket
import threading
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command, get_commands
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import connection, connections
from django.urls import get_resolver

from policylab.accounts.models import User
from policylab.core.catalogues import compile_catalogues, stale_catalogues
from policylab.core.digests import migrations_digest

HOST = "127.0.0.1"
DUE_EVERY = 30
DUE_FIRST = 5
logger = logging.getLogger(__name__)


class Steps:
    """Stands where `migrate` writes, and tells how far it is instead of naming 200 migrations."""

    def __init__(self, say: Callable[[str], None]):
        self.say = say
        self.count = 0

    def write(self, text: str = "", *args: Any, **kwargs: Any) -> None:
        if text.lstrip().startswith("Applying"):
            self.count += 1
            if self.count % 50 == 0:
                self.say(f"  {self.count} steps done")

    def flush(self) -> None:
        """`migrate` flushes after each line."""


class Command(BaseCommand):
    help = "Prepares what is missing, serves the lab on this machine and does twice a minute what is due."
    # 3 s of checks at each start; `make check` runs them.
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--prepare", action="store_true", help="prepare what is missing and stop, without serving")

    def handle(self, *args: Any, **options: Any) -> None:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        started = perf_counter()
        try:
            if not options["prepare"]:
                self.refuse_taken(options["port"])
            self.prepare()
            if not options["prepare"]:
                self.serve(options["port"], started)
        except KeyboardInterrupt:
            self.say("\nStopped.")

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    # --- preparing ----------------------------------------------------------------------------------------------
    def prepare(self) -> None:
        self.prepare_catalogues()
        self.prepare_database()
        self.prepare_demo()

    def prepare_catalogues(self) -> None:
        stale = stale_catalogues(Path(root) for root in settings.LOCALE_PATHS)
        if stale:
            self.say(f"Compiling {len(stale)} translation catalogues")
            compile_catalogues(stale)

    def prepare_database(self) -> None:
        """Two hundred migrations take a second only to look through, so their state is kept in the database itself."""
        mark = int(migrations_digest()[:7], 16)
        if self.database_mark() == mark:
            return
        self.say("Preparing the database (200 steps, about 20 seconds the first time)")
        call_command("migrate", verbosity=1, interactive=False, skip_checks=True, stdout=Steps(self.say))
        self.set_database_mark(mark)

    def database_mark(self) -> int | None:
        if connection.vendor != "sqlite":
            return None
        with connection.cursor() as cursor:
            return cursor.execute("PRAGMA user_version").fetchone()[0]

    def set_database_mark(self, mark: int) -> None:
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA user_version = {mark:d}")

    def prepare_demo(self) -> None:
        if not settings.DEMO or "load_demo" not in get_commands() or User.objects.filter(is_demo=True).exists():
            return
        self.say("Loading the demo: real places and bodies, invented consultations, plans and votes")
        call_command("load_demo", verbosity=0)

    # --- serving ------------------------------------------------------------------------------------------------
    def refuse_taken(self, port: int) -> None:
        """Before the long work, not after it."""
        with socket.socket() as door:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                door.bind((HOST, port))
            except OSError as error:
                taken = error.errno == errno.EADDRINUSE
                raise CommandError(
                    f"Port {port} is taken on this machine; try: make run PORT={port + 1}"
                    if taken
                    else f"Port {port} cannot be used: {error.strerror}"
                ) from error

    def serve(self, port: int, started: float) -> None:
        connections.close_all()
        server = ThreadedWSGIServer((HOST, port), WSGIRequestHandler, ipv6=False)
        server.set_app(get_wsgi_application())
        stop = threading.Event()
        due = threading.Thread(target=self.do_what_is_due, args=(stop,), daemon=True)
        due.start()
        get_resolver().url_patterns  # noqa: B018  imports every view now instead of at the first page
        self.say(f"\npolicylab is ready after {perf_counter() - started:.0f} s: http://localhost:{port}")
        if settings.DEMO:
            self.say(f"Sign in as anyone with one press: http://localhost:{port}/demo/")
        self.say("Ctrl-C stops it.")
        try:
            server.serve_forever()
        finally:
            stop.set()
            server.server_close()

    def do_what_is_due(self, stop: threading.Event) -> None:
        """Closes votes and sends what waits, as cron does on a real server; a failure is told and tried again."""
        wait = DUE_FIRST
        while not stop.wait(wait):
            wait = DUE_EVERY
            try:
                call_command("run_due", verbosity=0)
            except Exception:
                logger.exception("What is due could not be done; trying again in %s seconds", DUE_EVERY)
            finally:
                connections.close_all()
