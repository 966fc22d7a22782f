"""Whether search answers, and by whom; for `/readyz` and the administrator."""

from dataclasses import dataclass

from django.conf import settings

from .engines.elastic import client
from .models import SearchDocument, StaleKey
from .query import Query
from .selectors import database_engine


@dataclass(frozen=True)
class SearchState:
    """`waiting` objects are not yet indexed; `unsent` rows have not reached Elasticsearch."""

    engine: str
    waiting: int
    unsent: int = 0
    elasticsearch_answers: bool | None = None  # nothing where none is set


def search_is_ready() -> bool:
    """The database's own engine answers, so a reader is served, with Elasticsearch or without."""
    database_engine().find(Query("policylab", size=1))
    return True


def search_state() -> SearchState:
    engine, waiting = database_engine().name, StaleKey.objects.count()
    if not settings.POLICYLAB_ELASTICSEARCH:
        return SearchState(engine, waiting)
    answers = elasticsearch_answers()
    unsent = SearchDocument.objects.unsent().count()
    return SearchState("elasticsearch" if answers else engine, waiting, unsent, answers)


def elasticsearch_answers() -> bool:
    try:
        return client().cluster.health()["status"] in {"green", "yellow"}
    except Exception:
        return False
