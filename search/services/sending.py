"""Elasticsearch follows the rows. It may be away: each row says which version was sent, and `run_due` brings the rest.

Nobody searches a half-filled index: a new one is filled first, then the alias is moved to it in one step.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F, QuerySet
from elasticsearch.helpers import streaming_bulk

from policylab.core.clock import db_now
from policylab.core.named import LANGUAGES
from search.engines.documents import as_action, new_index
from search.engines.elastic import alias_of, client, rest
from search.models import SearchDocument

logger = logging.getLogger(__name__)
PORTION = 500
PATIENCE = 30  # seconds for a bulk
HAS_IT = {200, 201, 404, 409}  # written; nothing there to delete; it has this version or a newer one
# What was committed while a new index was filled is sent again; no transaction takes longer than this.
OVERLAP = timedelta(hours=1)


class NotTaken(Exception):
    """Elasticsearch refused some rows."""


def send_at_once(*, keys: Sequence[str]) -> None:
    """After an act. A server that does not answer is a matter for `run_due`, never for the act."""
    if not settings.POLICYLAB_ELASTICSEARCH or not rest.is_over():
        return
    try:
        send_changes(keys=keys)
    except Exception as error:
        rest.begin()
        logger.warning("Elasticsearch was not told, run_due will: %s", type(error).__name__)


def send_changes(*, keys: Sequence[str] | None = None) -> int:
    """Rows it has not seen, of these objects or of all; how many it took. Where it has no index, one is made of all rows."""
    if not settings.POLICYLAB_ELASTICSEARCH:
        return 0
    if len(_current()) < len(LANGUAGES):
        return rebuild_index()
    rows = SearchDocument.objects.unsent()
    if keys is not None:
        rows = rows.filter(key__in=keys)
    count, refused = 0, []
    for portion in _portions(rows):
        taken, others = _send(portion, {language: alias_of(language) for language in LANGUAGES})
        SearchDocument.objects.bulk_update(taken, ["sent_version"])
        count += len(taken)
        refused += others
    if refused:
        raise NotTaken(f"{len(refused)} rows, first {refused[0].key} ({refused[0].language})")
    return count


def rebuild_index() -> int:
    """New indexes of all rows, then the aliases move, then what changed meanwhile follows; how many rows it took."""
    began = db_now()
    names = {language: f"{alias_of(language)}-{began:%Y%m%d%H%M%S%f}" for language in LANGUAGES}
    try:
        count, refused = _fill(names)
        _move_aliases(names)
    except Exception:
        client().options(ignore_status=404).indices.delete(index=list(names.values()))
        raise
    _mark_sent(began, refused)
    send_changes()
    return count


def _fill(names: Mapping[str, str]) -> tuple[int, list[int]]:
    count, refused = 0, []
    for language, name in names.items():
        new_index(name, language).create(using=client())
    for portion in _portions(SearchDocument.objects.public()):
        taken, others = _send(portion, names)
        count += len(taken)
        refused += [row.pk for row in others]
    client().indices.refresh(index=list(names.values()))
    return count, refused


def _mark_sent(began: datetime, refused: Sequence[int]) -> None:
    """Late rows get a higher version: whoever was just sending one to the old index cannot call it sent."""
    late = SearchDocument.objects.filter(changed_at__gte=began - OVERLAP)
    SearchDocument.objects.exclude(pk__in=late.values("pk")).exclude(pk__in=refused).update(sent_version=F("version"))
    late.update(version=F("version") + 1)


def _current() -> dict[str, list[str]]:
    """Which indexes stand behind our aliases."""
    aliases = [alias_of(language) for language in LANGUAGES]
    found = client().options(ignore_status=404).indices.get_alias(name=aliases)
    behind: dict[str, list[str]] = {}
    for index, facts in found.items():
        for alias in facts["aliases"] if isinstance(facts, Mapping) else ():
            behind.setdefault(alias, []).append(index)
    return behind


def _move_aliases(names: Mapping[str, str]) -> None:
    """All at once; what the aliases leave is deleted."""
    old = [index for indexes in _current().values() for index in indexes]
    add = [{"add": {"index": name, "alias": alias_of(language)}} for language, name in names.items()]
    client().indices.update_aliases(actions=[*add, *({"remove_index": {"index": index}} for index in old)])


def _send(
    rows: Sequence[SearchDocument], places: Mapping[str, str]
) -> tuple[list[SearchDocument], list[SearchDocument]]:
    """Those it has now, and those it refused."""
    actions = (as_action(row, places[row.language]) for row in rows)
    patient = client().options(request_timeout=PATIENCE)
    taken, refused = [], []
    for row, (_ok, told) in zip(rows, streaming_bulk(patient, actions, raise_on_error=False), strict=True):
        [outcome] = told.values()
        row.sent_version = row.version
        if outcome.get("status") in HAS_IT:
            taken.append(row)
        else:
            logger.warning("Elasticsearch refused %s (%s): %s", row.key, row.language, outcome.get("error"))
            refused.append(row)
    return taken, refused


def _portions(rows: QuerySet[SearchDocument]) -> Iterator[list[SearchDocument]]:
    """By number, so that rows that change meanwhile are neither twice in it nor left out."""
    last = 0
    while portion := list(rows.filter(pk__gt=last).order_by("pk").defer("title_terms", "body_terms")[:PORTION]):
        yield portion
        last = portion[-1].pk


def forget_tombstones() -> int:
    """A tombstone has done its work once Elasticsearch has it; the database's own index forgot with the row."""
    gone = SearchDocument.objects.exclude(gone_at=None)
    if settings.POLICYLAB_ELASTICSEARCH:
        gone = gone.filter(sent_version=F("version"))
    return gone.delete()[0]
