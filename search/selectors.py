"""What is found: an engine's answer, with the rows to show and the counts to narrow by."""

import logging
from collections import Counter
from dataclasses import dataclass

from django.conf import settings
from django.db import connection

from .engines.elastic import ElasticEngine, rest
from .engines.postgresql import PostgreSQLEngine
from .engines.sqlite import SQLiteEngine
from .models import SearchDocument
from .query import Answer, Engine, Facts, Query

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Found:
    """`rows` of this page; `counts` of all that the words find, by kind, place and language, whatever filter is set."""

    rows: list[SearchDocument]
    counts: Counter[Facts]
    total: int
    engine: str


def database_engine() -> Engine:
    return PostgreSQLEngine() if connection.vendor == "postgresql" else SQLiteEngine()


def find(query: Query) -> Found:
    """Elasticsearch where one is set and answers; else the database, which always has everything."""
    engine, answer = _answered(query)
    rows = SearchDocument.objects.public().defer("title_terms", "body_terms").in_bulk(answer.pks)
    total = sum(number for facts, number in answer.counts.items() if query.fits(facts))
    return Found([rows[pk] for pk in answer.pks if pk in rows], answer.counts, total, engine)


def _answered(query: Query) -> tuple[str, Answer]:
    if settings.POLICYLAB_ELASTICSEARCH and rest.is_over():
        elastic = ElasticEngine()
        try:
            return elastic.name, elastic.find(query)
        except Exception as error:
            rest.begin()
            logger.warning("Elasticsearch does not answer, the database does: %s", type(error).__name__)
    database = database_engine()
    return database.name, database.find(query)
