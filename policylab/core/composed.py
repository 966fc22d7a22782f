"""A question over many tables that Django composes once for the process; ever after it is asked with other values.

Composing takes Django ten times as long as the answer takes the database. That counts only where a whole town asks the same
within hours, at every ballot; everything else is asked as Django does it.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import QuerySet


class Composed:
    """`Composed(lambda code: Row.objects.filter(code=code).values("name"), "?").first("K7")`: a dict, or nothing.

    Values are text and whole numbers, which go to the database as they are; each example is of the kind to come, and like nothing
    else that is sent along.
    """

    def __init__(self, rows: Callable[..., QuerySet], *examples: Any):
        self.rows, self.examples = rows, examples

    def first(self, *values: Any) -> dict[str, Any] | None:
        compiler, sql, sent, places = self._composed
        sent = list(sent)
        for place, value in zip(places, values, strict=True):
            sent[place] = value
        with connection.cursor() as cursor:
            cursor.execute(sql, sent)
            row = cursor.fetchone()
        if row is None:
            return None
        return dict(zip(compiler.query.selected, next(iter(compiler.results_iter([[row]]))), strict=True))

    @cached_property
    def _composed(self) -> tuple[Any, str, tuple[Any, ...], list[int]]:
        compiler = self.rows(*self.examples)[:1].query.get_compiler(connection.alias)
        sql, sent = compiler.as_sql()
        return compiler, sql, sent, [sent.index(example) for example in self.examples]
