"""Slots offered from below and filled from above (DESIGN 3): an upper app fills them in `AppConfig.ready()`.

trail           links(objects) in batches, public targets only
search_sources  public objects as documents
comment_rules   who may comment on this, when
follow_rules    what can be followed without being commented on
tabs            a room adds its tab to its object's page, an app its page about oneself to the account
report_parts    a room adds its chapter to the report of what came of an object
shared          how an object is told where its link is shared
due             what `run_due` does when its time has come
moments         when the next date passes that changes a page without any write
ready           whether a part of the site works, for `readyz`
waiting         what waits for one person, for their own eyes
intents         what one signs in for at an address, in words
deeds           what an organisation did, each in public
personal_data   what is stored about a person, for the download of one's data
erasure         what goes when a person deletes their account
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Exists, Model, QuerySet

from .asking import each_once


@dataclass(frozen=True)
class TrailLink:
    """One step of a trail: `step` 1 to 7 of the loop, already translated words, a public address or none."""

    step: int
    kind: str
    title: str
    url: str = ""
    note: str = ""
    here: bool = False
    language: str = ""


# links(objects) -> {object: [TrailLink]}; objects share one model class; a constant number of queries per call.
TrailSource = Callable[[Sequence[Any]], dict[Any, list[TrailLink]]]


@dataclass(frozen=True)
class Document:
    """A public object in one language, as search sees it. `key` is `app.model:pk`; `ref`s of places and themes are codes."""

    key: str
    language: str
    kind: str
    title: str
    body: str
    url: str
    territory: str = ""
    themes: tuple[str, ...] = ()
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    published_at: datetime | None = None


def _nothing(*args: Any) -> None:
    """A slot left empty."""


@dataclass(frozen=True)
class FollowRule:
    """What can be followed. `slug` names the model in addresses: /notices/follow/<slug>/<ref>/."""

    slug: str
    find: Callable[[str], Any]
    can_read: Callable[[Any, Any], bool]
    title: Callable[[Any], str]
    address: Callable[[Any], str]


@dataclass(frozen=True)
class CommentRule(FollowRule):
    """The commented model's say; what can be talked about can be followed too.

    `slug` stands in /discuss/<slug>/<ref>/ as well. `why_closed(obj, user)` is a translated sentence, or nothing
    where this person may write now. It is asked again under the lock on the object, so it must read the clock each time.
    `keep_count(obj, number)` stores how many comments stand, in the same transaction. `moderators(obj)` are the ids of those
    who are told of a flag; `can_moderate(obj, user)` is who may hide a comment, beside an administrator, and
    `moderated_by(user, pks)` gives those of these objects on which they may, an administrator too, in one query.
    """

    why_closed: Callable[[Any, Any], str]
    can_moderate: Callable[[Any, Any], bool] = lambda obj, user: False
    moderators: Callable[[Any], Iterable[int]] = lambda obj: ()
    keep_count: Callable[[Any, int], None] = _nothing
    moderated_by: Callable[[Any, Iterable[str]], Iterable[Any]] = lambda user, pks: ()


@dataclass(frozen=True)
class Tab:
    """A tab on an object's page: `url(object)` and `label`, shown where `shown(object, user)`."""

    name: str
    label: Any
    url: Callable[[Any], str]
    order: int = 100
    shown: Callable[[Any, Any], bool] = lambda obj, user: True
    count: Callable[[Any], int | None] = lambda obj: None


@dataclass(frozen=True)
class Waiting:
    """Something a person can or must do: `kind` is the act in translated words («Cast your ballot»), `title` what it is done on.

    `until` is the end of its time, if it has one; once that has passed the act is shown as late, so a source leaves out what can
    no longer be done.
    """

    kind: str
    title: str
    url: str
    until: datetime | None = None
    language: str = ""


@dataclass(frozen=True)
class Deed:
    """Something a body did in public: `kind` says what in translated words («Plans it wrote»), `title` on what, `note` the rest.

    `step` is the step of the loop; a page shows deeds by step, then by kind, the newest first.
    """

    step: int
    kind: str
    title: str
    url: str
    at: datetime | None = None
    note: str = ""
    language: str = ""


@dataclass(frozen=True)
class ReportPart:
    """A chapter of the report of what came of an object, shown by its filler's own `template` as `part`.

    `name` is its anchor, and that of the phase it tells of where there is one (vote, answer, deliver): the report then says
    itself what is still to come as long as nobody tells anything. The template holds words and tables: it is also printed.
    """

    name: str
    order: int
    title: str
    template: str
    facts: Any = None


@dataclass(frozen=True)
class Card:
    """A public object where its link is shared, in the reader's language; `address` is its page there.

    No name of a person: what messengers have copied is never taken back. `note` is what matters now: a deadline, a result.
    """

    kind: str
    title: str
    address: str
    note: str = ""
    who: str = ""
    step: int = 0
    language: str = ""


# A source stops here, the newest first: a body that wrote a thousand plans still has a page.
DEEDS_AT_MOST = 30

trail: dict[type, list[TrailSource]] = {}
# «app.model» -> function(objects or None for all) giving the documents of those that are public now, a key per object.
search_sources: dict[str, Callable[[Iterable[Any] | None], Iterable[Document]]] = {}
# word of Document.kind -> what readers call it, in small letters; every kind a source gives has one.
kind_names: dict[str, Any] = {}
# «territory» -> function(codes) -> {code: name in the reader's language}; one query.
facet_names: dict[str, Callable[[Iterable[str]], dict[str, str]]] = {}
comment_rules: dict[type, CommentRule] = {}
follow_rules: dict[type, FollowRule] = {}
tabs: dict[type, list[Tab]] = {}
# model -> functions(object, now); rounds and consultations have reports. A constant number of queries each, at most three.
report_parts: dict[type, list[Callable[[Any, datetime], Iterable[ReportPart]]]] = {}
# letter -> function(ref): the card of what stands at the short address /<letter>/<ref>, nothing where it is not public.
shared: dict[str, Callable[[str], Card | None]] = {}
# name -> function; each is safe twice and in two places at once, and returns how much it did.
due: dict[str, Callable[[], int]] = {}
# model -> its dates at which a rule says otherwise, to the instant (what turns with the day needs no place here).
moments: dict[type[Model], tuple[str, ...]] = {}
# name -> function that says whether a part works; one that raises does not. The name is all a stranger is told.
ready: dict[str, Callable[[], bool]] = {}
# name -> function(user, now), a constant number of queries each; nobody but this person sees what it gives.
waiting: dict[str, Callable[[Any, datetime], list[Waiting]]] = {}
# The same names -> function(user, now): rows without which nothing waits there (a role, an open ballot).
waits_only_if: dict[str, Callable[[Any, datetime], QuerySet]] = {}
# name -> function(organisations) -> {organisation: [Deed]}: public objects only, a constant number of queries each.
deeds: dict[str, Callable[[Sequence[Any]], dict[Any, list[Deed]]]] = {}
# name of an address («notices:follow») -> function(**its parts): what one signs in for there; empty where it is not public.
intents: dict[str, Callable[..., str]] = {}
# name -> function(user) giving plain data (dates and codes allowed); addresses and hashes of others never.
personal_data: dict[str, Callable[[Any], Any]] = {}
# name -> function(user), called within the transaction that erases the account; published texts stay (DESIGN 4.12).
erasure: dict[str, Callable[[Any], None]] = {}


def add_trail(model: type, source: TrailSource) -> None:
    if source not in trail.setdefault(model, []):
        trail[model].append(source)


def add_tab(model: type, tab: Tab) -> None:
    if tab.name not in {known.name for known in tabs.setdefault(model, [])}:
        tabs[model].append(tab)
        tabs[model].sort(key=lambda known: known.order)


def add_waiting(name: str, source: Callable[[Any, datetime], list[Waiting]], only_if: Callable[..., QuerySet]) -> None:
    waiting[name], waits_only_if[name] = source, only_if


def add_report(model: type, source: Callable[[Any, datetime], Iterable[ReportPart]]) -> None:
    if source not in report_parts.setdefault(model, []):
        report_parts[model].append(source)


def comment_rule(slug: str) -> CommentRule | None:
    """The rule of the model that has this name in addresses."""
    return next((rule for rule in comment_rules.values() if rule.slug == slug), None)


def follow_rule(slug: str) -> FollowRule | None:
    return next((rule for rule in follow_rules.values() if rule.slug == slug), None) or comment_rule(slug)


def follow_rule_of(model: type) -> FollowRule | None:
    return follow_rules.get(model) or comment_rules.get(model)


def links_of(obj: Any) -> list[TrailLink]:
    """The whole trail of one object, in the order of the loop."""
    return trails_of([obj])[obj]


def trails_of(objects: Sequence[Any]) -> dict[Any, list[TrailLink]]:
    """Those of several objects of one model, for as many queries as that of one."""
    found: dict[Any, list[TrailLink]] = {obj: [] for obj in objects}
    for source in trail.get(type(objects[0]), []) if objects else []:
        for obj, links in source(objects).items():
            found[obj] += links
    return {obj: sorted(links, key=lambda link: (link.step, not link.here)) for obj, links in found.items()}


@each_once()
def waiting_for(user: Any, now: datetime) -> list[Waiting]:
    """All that waits for a person, what has a date before what has none, the most urgent first.

    One query asks first where anything can wait at all: for most people that is one place or two of a dozen.
    """
    asked = {rows: f"may_{place}" for place, rows in enumerate(dict.fromkeys(waits_only_if.values()))}
    there = {key: Exists(rows(user, now)) for rows, key in asked.items()}
    answers = get_user_model().objects.filter(pk=user.pk).values(**there).get() if there else {}
    silent = {name for name, rows in waits_only_if.items() if not answers[asked[rows]]}
    found = [one for name, source in waiting.items() if name not in silent for one in source(user, now)]
    return sorted(found, key=lambda one: (one.until is None, one.until or now))


def tabs_of(obj: Any, user: Any) -> list[Tab]:
    """By `__class__`, which a lazy `request.user` answers rightly."""
    return [tab for tab in tabs.get(obj.__class__, []) if tab.shown(obj, user)]


def deeds_of(organisation: Any) -> list[Deed]:
    """All a body did in public, in the order of the loop, the newest of each kind first."""
    found = [deed for source in deeds.values() for deed in source([organisation]).get(organisation, [])]
    newest = sorted(found, key=lambda deed: deed.at.timestamp() if deed.at else 0, reverse=True)
    return sorted(newest, key=lambda deed: (deed.step, deed.kind))


def report_of(objects: Iterable[Any], now: datetime) -> list[ReportPart]:
    """The chapters others have to tell of these, in order."""
    parts = [part for obj in objects for source in report_parts.get(type(obj), []) for part in source(obj, now)]
    return sorted(parts, key=lambda part: part.order)
