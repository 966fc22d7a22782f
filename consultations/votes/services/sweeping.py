"""After a seal and after closing: what the database keeps of deleted rows is cleared, as far as a program can do it.

PostgreSQL: dead rows stay readable to whoever reads pages until VACUUM; plain VACUUM needs no exclusive lock. SQLite: freed
pages are overwritten at once (PRAGMA secure_delete, set for every connection), and the write-ahead log, which still holds
the old pages, is written back and cut to nothing; at closing the whole file is written anew. Where somebody is just
reading, SQLite cannot: what is owed stays noted on the vote (`Vote.unswept`), and `run_due` comes again. Backups, replicas and
archived logs keep what they copied.
"""

from django.conf import settings
from django.db import OperationalError, connection

from consultations.votes.enums import VoteStatus
from consultations.votes.models import Ballot, RollEntry, Vote

PATIENCE = 500  # milliseconds: while a log waits to be written back, nobody can cast


def sweep_due_votes() -> int:
    """How many votes were swept; `run_due` calls it."""
    owed = list(Vote.objects.filter(unswept=True).values_list("pk", "sealed", "status"))
    if not owed or connection.in_atomic_block or not _sweep(VoteStatus.COUNTED in {status for *_, status in owed}):
        return 0
    swept = 0
    for pk, sealed, status in owed:  # sealed again meanwhile: owed again
        swept += Vote.objects.filter(pk=pk, sealed=sealed, status=status).update(unswept=False)
    if connection.vendor == "sqlite":
        _cut_log()  # of this note too
    return swept


def _sweep(closed: bool) -> bool:
    if connection.vendor == "postgresql":
        tables = [connection.ops.quote_name(model._meta.db_table) for model in (Ballot, RollEntry)]
        with connection.cursor() as cursor:
            cursor.execute(f"VACUUM {', '.join(tables)}")
        return True
    return (not closed or _write_file_anew()) and _cut_log()


def _write_file_anew() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
    except OperationalError:
        return False
    return True


def _cut_log() -> bool:
    """Whether the write-ahead log is empty now."""
    usual = int(1000 * settings.DATABASES["default"]["OPTIONS"]["timeout"])
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return cursor.fetchone()[0] == 0
        except OperationalError:
            return False
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")
