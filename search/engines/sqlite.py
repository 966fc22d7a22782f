"""SQLite's FTS5 over the stems of the rows: an index without a copy of the text, kept by triggers (migration 0003)."""

from .database import DatabaseEngine


class SQLiteEngine(DatabaseEngine):
    name = "sqlite"
    source = "search_index JOIN search_searchdocument d ON d.id = search_index.rowid"
    match = "search_index MATCH %s"
    rank = "bm25(search_index, 8.0, 1.0, 0.25)"  # the less, the better
    quote, both, either = '"', " AND ", " OR "
