"""Search rows follow the objects they are about.

An act marks what it changed (`refresh_documents`), within its transaction. After the commit the documents are made anew from
the source its package registered; where that fails the mark stays, and `run_due` catches up. Whoever writes the documents of an
object holds the lock on its mark before reading it, so an older text never replaces a newer one.
"""

import logging
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import F, Model
from django_tasks import task

from policylab.core import registries
from policylab.core.after import after_commit
from policylab.core.clock import db_now
from policylab.core.keys import key_of, split_key
from policylab.core.registries import Document
from search.analysis import names_of, terms_of
from search.models import SearchDocument, StaleKey
from search.places import names_around

from .sending import send_at_once

logger = logging.getLogger(__name__)
AT_ONCE = 200
TERMS = ("title_terms", "body_terms", "place_terms")
FIELDS = (
    "kind",
    "title",
    "body",
    "url",
    "territory",
    "place",
    "themes",
    "opens_at",
    "closes_at",
    "published_at",
    *TERMS,
)
TOMBSTONE = {"title": "", "body": "", "url": "", "territory": "", "place": "", "themes": [], **dict.fromkeys(TERMS, "")}


def refresh_documents(*, objects: Iterable[Model]) -> None:
    """To be called by every act that changes what search shows of these objects, or whether it shows them."""
    keys = sorted({key_of(obj) for obj in objects})
    mark_stale(keys=keys)
    after_commit(index_at_once.enqueue, keys)


@transaction.atomic
def mark_stale(*, keys: Sequence[str]) -> None:
    """An update where the mark is there already: it waits for whoever is just indexing the object, who has not seen this act."""
    now = db_now()
    marks = [StaleKey(key=key, since=now) for key in keys]
    StaleKey.objects.bulk_create(
        marks, update_conflicts=True, unique_fields=["key"], update_fields=["since"], batch_size=AT_ONCE
    )


@task()
def index_at_once(keys: list[str]) -> int:
    """The rows, and after them Elasticsearch where there is one: what it does not take now, `run_due` brings it."""
    written = index_keys(keys=keys)
    send_at_once(keys=keys)
    return written


def catch_up() -> int:
    """What an earlier attempt left; `run_due` calls it. One object that cannot be indexed holds up no other."""
    keys = list(StaleKey.objects.order_by("since", "pk").values_list("key", flat=True))
    return index_keys(keys=keys)


def mark_everything() -> int:
    """Every public object of every source, and every row there is: what is no longer public becomes a tombstone."""
    found = {document.key for source in registries.search_sources.values() for document in source(None)}
    found |= set(SearchDocument.objects.public().values_list("key", flat=True))
    for keys in _portions(sorted(found)):
        mark_stale(keys=keys)
    return len(found)


def index_keys(*, keys: Sequence[str]) -> int:
    """Makes the documents of these marked objects anew; how many rows changed."""
    count, failed = 0, []
    for portion in _portions(keys):
        try:
            count += _index_portion(keys=portion)
        except Exception:
            for key in portion:
                try:
                    count += _index_portion(keys=[key])
                except Exception:
                    logger.exception("Not indexed, to be tried again: %s", key)
                    failed.append(key)
    if failed:
        raise RuntimeError(f"{len(failed)} objects could not be indexed, first {failed[0]}")
    return count


@transaction.atomic
def _index_portion(*, keys: Sequence[str]) -> int:
    marks = StaleKey.objects.select_for_update(skip_locked=True).filter(key__in=keys).order_by("key")
    ours = list(marks.values_list("key", flat=True))
    documents = [document for label, pks in _by_label(ours).items() for document in _documents(label, pks)]
    written = write_documents(documents=documents)
    buried = bury_documents(keys=ours, but={(document.key, document.language) for document in documents})
    StaleKey.objects.filter(key__in=ours).delete()
    return written + buried


@transaction.atomic
def write_documents(*, documents: Iterable[Document]) -> int:
    """New rows, and a higher version for those that differ; what is the same stays untouched, so engines have nothing to do."""
    wanted = {(row["key"], row["language"]): row for row in _rows(list(documents))}
    keys = {key for key, _language in wanted}
    existing = SearchDocument.objects.select_for_update().filter(key__in=keys)
    known = {(row.key, row.language): row for row in existing}
    now = db_now()
    changed = [_changed(known[place], row, now) for place, row in wanted.items() if _differs(known.get(place), row)]
    new = [SearchDocument(changed_at=now, **row) for place, row in wanted.items() if place not in known]
    SearchDocument.objects.bulk_update(changed, [*FIELDS, "version", "changed_at", "gone_at"], batch_size=AT_ONCE)
    SearchDocument.objects.bulk_create(new, batch_size=AT_ONCE)
    return len(changed) + len(new)


@transaction.atomic
def bury_documents(*, keys: Sequence[str], but: Iterable[tuple[str, str]] = ()) -> int:
    """What is no longer public leaves an empty row with a higher version, until every engine has forgotten it."""
    kept = set(but)
    rows = SearchDocument.objects.public().select_for_update().filter(key__in=keys).values_list("pk", "key", "language")
    gone = [pk for pk, key, language in rows if (key, language) not in kept]
    now = db_now()
    return SearchDocument.objects.filter(pk__in=gone).update(
        gone_at=now, changed_at=now, version=F("version") + 1, **TOMBSTONE
    )


def _portions(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    return (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))


def _by_label(keys: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key in keys:
        label, pk = split_key(key)
        found.setdefault(label, []).append(pk)
    return found


def _documents(label: str, pks: list[str]) -> Iterable[Document]:
    """Of a label without a source (a package that is gone) there are none, so its rows are buried."""
    source = registries.search_sources.get(label)
    if source is None:
        return []
    return source(list(apps.get_model(label)._base_manager.filter(pk__in=pks)))


def _rows(documents: Sequence[Document]) -> Iterator[dict[str, Any]]:
    """Each with the names of its place; one query for each language."""
    paths: dict[str, set[str]] = {}
    for document in documents:
        paths.setdefault(document.language, set()).add(document.territory)
    names = {language: names_around(around - {""}, language) for language, around in paths.items()}
    for document in documents:
        yield _row(document, names[document.language].get(document.territory, ""))


def _row(document: Document, place: str) -> dict[str, Any]:
    """Stems too, so that rows made by an older analysis differ and are written anew by `index_all`."""
    values = {name: getattr(document, name) for name in FIELDS if name not in (*TERMS, "place")}
    values |= {"title": document.title[:300], "place": place, "themes": list(document.themes)}
    values |= {f"{name}_terms": terms_of(values[name], document.language) for name in ("title", "body")}
    values["place_terms"] = names_of(place, document.language)
    return values | {"key": document.key, "language": document.language}


def _differs(known: SearchDocument | None, row: dict[str, Any]) -> bool:
    return known is not None and (
        known.gone_at is not None or any(getattr(known, name) != row[name] for name in FIELDS)
    )


def _changed(known: SearchDocument, row: dict[str, Any], now: datetime) -> SearchDocument:
    for name in FIELDS:
        setattr(known, name, row[name])
    known.version, known.changed_at, known.gone_at = known.version + 1, now, None
    return known
