"""What SQLite and PostgreSQL have in common: two statements, one that counts by facts, one that gives a page of rows.

The structures follow the rows by the database's own means (a trigger, a generated column), so nothing can forget them.
"""

from collections import Counter
from typing import Any, ClassVar

from django.db import connection

from search.query import Answer, Facts, Query

WITHIN = "(d.territory = %s OR substr(d.territory, 1, %s) = %s)"
COUNT = "SELECT d.kind, d.territory, d.language, count(*) FROM {source} WHERE {match} GROUP BY 1, 2, 3"
PAGE = (
    "SELECT d.id FROM {source} WHERE {match}{filters} "
    "ORDER BY CASE WHEN d.language = %s THEN 0 ELSE 1 END, {rank}, "
    "d.published_at IS NULL, d.published_at DESC, d.id LIMIT %s OFFSET %s"
)


class DatabaseEngine:
    name: ClassVar[str]
    source: ClassVar[str]
    match: ClassVar[str]
    rank: ClassVar[str]
    quote: ClassVar[str]
    both: ClassVar[str]
    either: ClassVar[str]
    # How often the expression of the words stands in the rank.
    in_rank: ClassVar[int] = 0

    def find(self, query: Query) -> Answer:
        expression = self.expression(query)
        with connection.cursor() as cursor:
            cursor.execute(COUNT.format(source=self.source, match=self.match), [expression])
            counts = Counter({Facts(*row[:3]): row[3] for row in cursor.fetchall()})
            if not any(query.fits(facts) for facts in counts):
                return Answer([], counts)
            filters, values = _filters(query)
            page = PAGE.format(source=self.source, match=self.match, filters=filters, rank=self.rank)
            ranked = [expression] * self.in_rank
            cursor.execute(page, [expression, *values, query.reader, *ranked, query.size, query.start])
            return Answer([row[0] for row in cursor.fetchall()], counts)

    def expression(self, query: Query) -> str:
        """(word and word) or, read in another language, (word and word); a word may also name the place.

        Terms are letters and digits, so quoting is safe.
        """
        languages = [
            self.both.join(
                f"({self.either.join(self._quoted(term) for term in (*ways, *names))})"
                for ways, names in zip(asked, query.names[language], strict=True)
            )
            for language, asked in query.terms.items()
            if asked
        ]
        return self.either.join(f"({all_of_them})" for all_of_them in languages)

    def _quoted(self, term: str) -> str:
        return f"{self.quote}{term}{self.quote}"


def _filters(query: Query) -> tuple[str, list[Any]]:
    parts, values = [""], []
    for column in ("kind", "language"):
        if chosen := getattr(query, column):
            parts.append(f"d.{column} = %s")
            values.append(chosen)
    if query.territory:
        parts.append(WITHIN)
        below = f"{query.territory}/"
        values += [query.territory, len(below), below]
    return " AND ".join(parts), values
