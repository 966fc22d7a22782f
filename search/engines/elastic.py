"""Elasticsearch, through elasticsearch_dsl: reads by the words each language's analyser makes of them.

It is asked for rows' numbers and counts only; what a page shows is read from the rows, so a document that Elasticsearch has not
forgotten yet is never shown.
"""

import time
from collections import Counter
from functools import lru_cache
from typing import Any

from django.conf import settings
from elasticsearch import Elasticsearch
from elasticsearch_dsl import Search
from elasticsearch_dsl.query import Bool, ConstantScore, MultiMatch, Prefix, Term
from elasticsearch_dsl.query import Query as Clause

from policylab.core.named import LANGUAGES
from search.query import Answer, Facts, Query

SECONDS = 3  # for a page; whoever does not answer by then is asked again a little later
REST = 15
MOST_PLACES, MOST_KINDS = 2_000, 100
FIELDS = ["title^8", "body", "place^0.25"]
ABOVE_ALL = 1_000_000  # the reader's own language first, as in the databases


@lru_cache(maxsize=4)
def client_of(url: str, key: str, authority: str) -> Elasticsearch:
    more: dict[str, Any] = {"api_key": key} if key else {}
    if authority:
        more["ca_certs"] = authority
    return Elasticsearch(url, request_timeout=SECONDS, max_retries=0, **more)


def client() -> Elasticsearch:
    return client_of(
        settings.POLICYLAB_ELASTICSEARCH, settings.POLICYLAB_ELASTICSEARCH_KEY, settings.POLICYLAB_ELASTICSEARCH_CA
    )


def alias_of(language: str) -> str:
    return f"{settings.POLICYLAB_ELASTICSEARCH_INDEX}-{language}"


class ElasticEngine:
    name = "elasticsearch"

    def find(self, query: Query) -> Answer:
        found = self.search(query).execute()
        return Answer([int(hit.row) for hit in found], _counted(found.aggregations))

    def search(self, query: Query) -> Search:
        search = Search(using=client(), index=[alias_of(language) for language in LANGUAGES])
        search = search.query(_words(query)).post_filter(_filters(query)).source(["row"])
        places = search.aggs.bucket("language", "terms", field="language").bucket(
            "kind", "terms", field="kind", size=MOST_KINDS
        )
        places.bucket("territory", "terms", field="territory", size=MOST_PLACES)
        order = ["_score", {"published_at": {"order": "desc", "missing": "_last"}}, "row"]
        return search.sort(*order)[query.start : query.start + query.size]


def _words(query: Query) -> Clause:
    """What is typed is read in each language, by that language's own index; every word must be there."""
    languages = [
        Bool(
            must=[MultiMatch(query=" ".join(ways), fields=FIELDS, type="most_fields") for ways in asked],
            filter=[Term(language=language)],
        )
        for language, asked in query.spellings.items()
        if asked
    ]
    own = ConstantScore(filter=Term(language=query.reader), boost=ABOVE_ALL)
    return Bool(must=[Bool(should=languages, minimum_should_match=1)], should=[own])


def _filters(query: Query) -> Clause:
    chosen: list[Clause] = [Term(**{name: value}) for name in ("kind", "language") if (value := getattr(query, name))]
    if query.territory:
        within = [Term(territory=query.territory), Prefix(territory=f"{query.territory}/")]
        chosen.append(Bool(should=within, minimum_should_match=1))
    return Bool(filter=chosen)


def _counted(found: Any) -> Counter[Facts]:
    return Counter(
        {
            Facts(kind.key, territory.key, language.key): territory.doc_count
            for language in found.language.buckets
            for kind in language.kind.buckets
            for territory in kind.territory.buckets
        }
    )


class Rest:
    """After a failure Elasticsearch is left alone for a while, so that not every reader waits for it. Kept by each process."""

    def __init__(self) -> None:
        self.until = 0.0

    def is_over(self) -> bool:
        return time.monotonic() >= self.until

    def begin(self) -> None:
        self.until = time.monotonic() + REST

    def end(self) -> None:
        self.until = 0.0


rest = Rest()
