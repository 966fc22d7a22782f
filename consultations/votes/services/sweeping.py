"""After closing: what the database keeps of deleted rows is cleared, as far as a program can do it.

PostgreSQL: dead rows stay readable to whoever reads pages until VACUUM; plain VACUUM needs no exclusive lock. SQLite: freed
pages are overwritten at once (PRAGMA secure_delete, set for every connection), and the write-ahead log, which still holds
the old pages, is written back and cut to nothing. Backups, replicas and archived logs keep what they copied.
"""

from django.db import connection

from consultations.votes.models import Ballot, RollEntry


def sweep_deleted_rows() -> None:
    tables = [connection.ops.quote_name(model._meta.db_table) for model in (Ballot, RollEntry)]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"VACUUM {', '.join(tables)}")
        else:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
