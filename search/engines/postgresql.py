"""PostgreSQL's text search over the same stems: a generated tsvector with a GIN index (migration 0003)."""

from .database import DatabaseEngine


class PostgreSQLEngine(DatabaseEngine):
    name = "postgresql"
    source = "search_searchdocument d"
    match = "d.terms @@ %s::tsquery"
    # The title's words weigh eight times those of the text, which weigh four times the name of the place; 1 divides by the
    # length's logarithm.
    rank = "ts_rank('{0.125, 0.03, 0.125, 1.0}', d.terms, %s::tsquery, 1) DESC"
    quote, both, either = "'", " & ", " | "
    in_rank = 1
