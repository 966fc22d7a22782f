"""What the database keeps of rows that are gone. Votes are separated by writing rows anew (services.sealing), and a database that
keeps its history keeps what was before: an officer should know, and ask whoever runs the server (docs/ballot-secrecy.md)."""

from collections.abc import Callable

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policylab.core.numbers import number

# What may write a ballot into the log, with its time, and the values at which it does not.
LOGS = {
    "log_statement": {"none", "ddl"},
    "log_min_duration_statement": {"-1"},
    "log_min_duration_sample": {"-1"},
    "log_transaction_sample_rate": {"0"},
    "log_parameter_max_length_on_error": {"0"},
    "auto_explain.log_min_duration": {"-1"},
}
SETTINGS = ("archive_mode", "track_commit_timestamp", *LOGS)


def what_is_kept() -> list[str]:
    """One sentence for each setting that keeps history; none where there is nothing to tell."""
    if connection.vendor != "postgresql":
        return []
    return sentences(_settings(), _replicas())


def sentences(found: dict[str, str], replicas: int) -> list[str]:
    logs = [name for name, quiet in LOGS.items() if name in found and found[name] not in quiet]
    told: list[tuple[bool, Callable[[], str]]] = [
        (found["archive_mode"] != "off", _archived),
        (replicas > 0, lambda: _copied(replicas)),
        (bool(logs), lambda: _logged(logs)),
        (found["track_commit_timestamp"] == "on", _timed),
    ]
    return [words() for kept, words in told if kept]


def _archived() -> str:
    return _(
        "The database’s log is archived (archive_mode): whoever reads the archive could match marks and ballots. Keep the files "
        "of the voting days apart, and delete them once the result is certified."
    )


def _copied(replicas: int) -> str:
    return ngettext(
        "%(count)s copy of the database runs along (replica): what is cleared here is cleared there too, but whoever runs it "
        "could look.",
        "%(count)s copies of the database run along (replicas): what is cleared here is cleared there too, but whoever runs "
        "them could look.",
        replicas,
    ) % {"count": number(replicas)}


def _logged(settings: list[str]) -> str:
    return _(
        "The database writes statements into its log (%(settings)s): turn that off while the vote runs, or ballots stand in a "
        "file with their time."
    ) % {"settings": ", ".join(settings)}


def _timed() -> str:
    return _(
        "The database notes when each change was made (track_commit_timestamp): set it to off before the vote, or marks and "
        "ballots have a time until they are sealed."
    )


def _settings() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(SETTINGS)])
        return dict(cursor.fetchall())


def _replicas() -> int:
    """Running ones, and slots that wait for one: a slot keeps the log for it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM pg_stat_replication) + (SELECT count(*) FROM pg_replication_slots)"
        )
        return cursor.fetchone()[0]
