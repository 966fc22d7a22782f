"""The test database: migrated once into a template for each state of the migrations, then copied.

207 migrations take 15 seconds and a copy takes a tenth of one, so a run starts at once. The same copy is laid again after
each test that really commits: Django would empty every table instead, and with them what migrations have put there
(Wagtail's root page, languages, groups).
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from policylab.core.digests import digest_of, migrations_digest

FOLDER = Path(settings.BASE_DIR) / "var" / "test"
KEPT = 2  # templates of earlier states: going back and forth between two branches stays quick


def migrate() -> None:
    call_command("migrate", verbosity=0, interactive=False)


def load_demo() -> None:
    call_command("load_demo", verbosity=0)


def state_of_code() -> str:
    """Of everything the demo is made from: our Python files, texts and data."""
    root = Path(settings.BASE_DIR)
    folders = [root / name for name in ("policylab", "search", "proposals", "consultations", "home")]
    kinds = {".py", ".yaml", ".md", ".csv", ".po"}
    return digest_of(path for folder in folders for path in folder.rglob("*") if path.suffix in kinds)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two test runs started together must not build the same template."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class Database:
    """What both engines do alike: `plain` is migrated, `demo` has the demo in it as well."""

    def __init__(self, run: str):
        self.run = run
        self.templates: dict[str, str] = {}

    def lay(self, kind: str) -> None:
        """Make the run's database a fresh copy of a template, built first where it is missing."""
        name = self.template(kind)
        with one_at_a_time():
            if not self.exists(name):
                self.build(kind, name)
        connections.close_all()
        self.copy(name, self.name)
        self.use(self.name)

    def template(self, kind: str) -> str:
        """Its name, asked once in a run: somebody may be editing while the tests are under way."""
        if kind not in self.templates:
            self.templates[kind] = f"policylab_{kind}_{migrations_digest() if kind == 'plain' else state_of_code()}"
        return self.templates[kind]

    def build(self, kind: str, name: str) -> None:
        self.forget_old(kind)
        draft = f"{name}_{os.getpid()}"
        connections.close_all()
        if kind == "demo":
            if not self.exists(self.template("plain")):
                self.build("plain", self.template("plain"))
            self.copy(self.template("plain"), draft)
        else:
            self.create(draft)
        self.use(draft)
        (load_demo if kind == "demo" else migrate)()
        connections.close_all()
        self.rename(draft, name)

    def use(self, name: str) -> None:
        connections.close_all()
        connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = self.address(name)


class SQLite(Database):
    """Files under var/test; the run's own is a file too, so that threads and a live server see it."""

    door = "none"

    @property
    def name(self) -> str:
        return f"run_{self.run}"

    def address(self, name: str) -> str:
        return str(FOLDER / f"{name}.sqlite3")

    def exists(self, name: str) -> bool:
        return Path(self.address(name)).exists()

    def create(self, name: str) -> None:
        self.drop(name)

    def drop(self, name: str) -> None:
        for ending in ("", "-wal", "-shm"):
            Path(self.address(name) + ending).unlink(missing_ok=True)

    def copy(self, source: str, target: str) -> None:
        self.drop(target)
        shutil.copyfile(self.address(source), self.address(target))

    def rename(self, source: str, target: str) -> None:
        # Closing the last connection has written the log back into the file.
        Path(self.address(source)).rename(self.address(target))
        self.drop(source)

    def forget_old(self, kind: str) -> None:
        known = sorted(FOLDER.glob(f"policylab_{kind}_*.sqlite3"), key=lambda path: path.stat().st_mtime)
        for path in known[:-KEPT]:
            path.unlink(missing_ok=True)


class PostgreSQL(Database):
    """Databases beside the one of POLICYLAB_TEST_PG; PostgreSQL copies them itself."""

    def __init__(self, run: str):
        super().__init__(run)
        self.door = str(settings.DATABASES["default"]["NAME"]) or "postgres"

    @property
    def name(self) -> str:
        return f"policylab_run_{self.run}"

    def address(self, name: str) -> str:
        return name

    def exists(self, name: str) -> bool:
        return bool(self.ask("SELECT 1 FROM pg_database WHERE datname = %s", [name]))

    def create(self, name: str) -> None:
        self.drop(name)
        self.ask(f'CREATE DATABASE "{name}"')

    def drop(self, name: str) -> None:
        self.ask(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def copy(self, source: str, target: str) -> None:
        self.drop(target)
        self.ask(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')

    def rename(self, source: str, target: str) -> None:
        self.ask(f'ALTER DATABASE "{source}" RENAME TO "{target}"')

    def forget_old(self, kind: str) -> None:
        known = self.ask("SELECT datname FROM pg_database WHERE datname LIKE %s ORDER BY oid", [f"policylab_{kind}_%"])
        for (name,) in known[:-KEPT]:
            self.drop(name)

    def ask(self, statement: str, values: list[str] | None = None) -> list[tuple]:
        """Over a connection of its own to the door: no database can be copied or dropped from within."""
        import psycopg

        own = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
        where = {**connection.settings_dict, "NAME": self.door}
        wanted = {word: str(where[key]) for key, word in own.items() if where[key]}
        with psycopg.connect(**wanted, autocommit=True) as door:
            cursor = door.execute(statement, values)
            return cursor.fetchall() if cursor.description else []


def database_for(run: str) -> Database:
    return (PostgreSQL if connection.vendor == "postgresql" else SQLite)(run)
