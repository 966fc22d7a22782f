"""Rows written anew in an order drawn by lot, so that where they lie, and which transaction wrote them, says nothing.

All of it happens within the database: forty thousand ballots travel nowhere, and nobody waits for them longer than they must.
"""

from collections.abc import Mapping

from django.db import connection, models

from consultations.votes.models import Ballot, RollEntry, Vote

# Both are seeded by the operating system: nobody draws the same order again.
BY_LOT = {"postgresql": "gen_random_uuid()", "sqlite": "random()"}
NEW_KEY = {"postgresql": "replace(gen_random_uuid()::text, '-', '')", "sqlite": "lower(hex(randomblob(16)))"}


def rewrite_ballots(vote: Vote) -> None:
    """While the vote is open: everything stays as it is, but where it lies and what wrote it."""
    _write_anew(Ballot, f"vote_id = {int(vote.pk)}", {})


def rewrite_marks(vote: Vote) -> None:
    """The same for the lines of those who have voted; the others lie as the opening laid them."""
    _write_anew(RollEntry, f"vote_id = {int(vote.pk)} AND has_voted", {})


def rewrite_for_good(vote: Vote) -> None:
    """At closing: under new keys, and ballots without the hashes by which their owners found them."""
    new_key = NEW_KEY[connection.vendor]
    _write_anew(Ballot, f"vote_id = {int(vote.pk)}", {"key": new_key, "receipt_hash": "''", "owner_hash": "''"})
    _write_anew(RollEntry, f"vote_id = {int(vote.pk)}", {"key": new_key})


def rewrite_without_marks(vote: Vote) -> None:
    """When nobody is to know any more who has voted: every line looks alike, and lies anyhow."""
    _write_anew(RollEntry, f"vote_id = {int(vote.pk)}", {"key": NEW_KEY[connection.vendor], "has_voted": "false"})


def _write_anew(model: type[models.Model], which: str, given: Mapping[str, str]) -> None:
    """`which` and `given` are SQL of ours. The temporary table is this connection's own and is gone at the end."""
    table = connection.ops.quote_name(model._meta.db_table)
    columns = [field.column for field in model._meta.concrete_fields if field.column]
    listed = ", ".join(columns)
    selected = ", ".join(f"{given[column]} AS {column}" if column in given else column for column in columns)
    copied = f"SELECT {selected} FROM {table} WHERE {which} ORDER BY {BY_LOT[connection.vendor]}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE votes_by_lot AS {copied}")
        cursor.execute(f"DELETE FROM {table} WHERE {which}")  # noqa: S608
        cursor.execute(f"INSERT INTO {table} ({listed}) SELECT {listed} FROM votes_by_lot")  # noqa: S608
        cursor.execute("DROP TABLE votes_by_lot")
