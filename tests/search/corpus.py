"""The documents and queries of corpus.yaml and queries/, as rows and as cases to try."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from policylab.core.registries import Document
from policylab.territories.services import import_territories
from search.models import SearchDocument
from search.query import Query
from search.selectors import find
from search.services import write_documents

HERE = Path(__file__).parent
LANGUAGES = ("ar", "en", "es", "fr", "it")
BIG = 1_000


def load_corpus() -> None:
    """With the few places it speaks of, as they stand in the lab's own file."""
    import_territories(folder=HERE / "places")
    write_documents(documents=documents())


def documents() -> list[Document]:
    texts = yaml.safe_load((HERE / "corpus.yaml").read_text(encoding="utf-8"))
    return [
        Document(
            key=f"{language}.{name}",
            language=language,
            url=f"/{language}/{name}/",
            published_at=datetime(2026, 1, 1, tzinfo=UTC),
            **facts,
        )
        for language, named in texts.items()
        for name, facts in named.items()
    ]


def cases(language: str) -> list[dict[str, Any]]:
    return yaml.safe_load((HERE / "queries" / f"{language}.yaml").read_text(encoding="utf-8"))


def keys(text: str, reader: str, **more: Any) -> list[str]:
    return [row.key for row in find(Query(text, reader=reader, size=BIG, **more)).rows]


def faults(reader: str) -> list[str]:
    """What the engine in use answers otherwise than expected, in words."""
    told = []
    for case in cases(reader):
        found = keys(case["ask"], reader)
        missing = {case["first"]} if case.get("first") and found[:1] != [case["first"]] else set()
        missing |= set(case.get("found", ())) - set(found)
        unwanted = set(found) if case.get("none") else set(case.get("nothing", ())) & set(found)
        if missing or unwanted:
            told.append(f"{case['ask']}: missing or not first {missing}, unwanted {unwanted}, of {found}")
    return told


def every_answer() -> dict[str, set[str]]:
    """Query -> what it finds, whatever the order: to compare engines."""
    asked = {case["ask"] for language in LANGUAGES for case in cases(language)}
    asked |= set(SearchDocument.objects.values_list("title", flat=True))
    return {text: set(keys(text, "fr")) for text in sorted(asked)}
